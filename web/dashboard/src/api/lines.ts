/** Hands on the lines of an answer as they come, those of one piece of it together; the last may lack its end. */
export async function eachLine(body: ReadableStream<Uint8Array>, onLines: (lines: string[]) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let begun = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (begun + decoder.decode(piece.value, { stream: true })).split("\n");
    begun = lines.pop()!;
    if (lines.length) onLines(lines);
  }
  begun += decoder.decode();
  if (begun) onLines([begun]);
}

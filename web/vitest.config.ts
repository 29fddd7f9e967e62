import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{tracker,dashboard}/test/**/*.test.ts"],
    passWithNoTests: true,
  },
});

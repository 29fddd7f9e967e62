/** The product's mark. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M8 22.5v-6M13.3 22.5V12M18.7 22.5v-8M24 22.5v-13" />
    </svg>
  );
}

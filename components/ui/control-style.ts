/** One look for every box one types into or chooses from. 16 px text, so phones do not zoom in. */
export const controlStyle =
  "block w-full min-h-12 rounded-control border border-edge bg-card px-3.5 py-2.5 text-base text-ink " +
  "placeholder:text-ink-3 hover:border-ink-2 aria-invalid:border-2 aria-invalid:border-behind " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunk disabled:text-ink-3";

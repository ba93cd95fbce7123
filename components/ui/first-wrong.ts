/** The first field of a form that carries a sentence of its own about what is wrong: its focus, for hands and readers. */
export function firstWrong(form: HTMLFormElement | null | undefined): HTMLElement | null {
  const field = '[aria-invalid="true"]:not([type="hidden"])';
  const group = 'fieldset[aria-describedby*="-error"] input:not(:disabled, [type="hidden"])';
  return form?.querySelector<HTMLElement>(`${field}, ${group}`) ?? null;
}

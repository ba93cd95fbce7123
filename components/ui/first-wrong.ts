/**
 * The first field of a form that carries a sentence of its own about what is wrong: its focus, for hands and readers. Of a
 * long list it is the sentence itself (`data-wrong`).
 */
export function firstWrong(form: HTMLFormElement | null | undefined): HTMLElement | null {
  const field = '[aria-invalid="true"]:not([type="hidden"])';
  const group = 'fieldset[aria-describedby*="-error"] input:not(:disabled, [type="hidden"])';
  return form?.querySelector<HTMLElement>(`[data-wrong], ${field}, ${group}`) ?? null;
}

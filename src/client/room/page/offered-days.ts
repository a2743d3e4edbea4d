/**
 * Of the days that are offered for the next meeting, shows those that fit the outcome that is
 * chosen; one that is chosen already stays.
 */
export function showOfferedDays(form: HTMLElement): void {
  const outcome = form.querySelector<HTMLInputElement>(
    '[data-part="decision:outcome"] input:checked',
  );
  for (const day of form.querySelectorAll<HTMLInputElement>('input[data-outcomes]')) {
    const outcomes = JSON.parse(day.dataset['outcomes'] ?? '[]') as readonly string[];
    const item = day.closest<HTMLElement>('.govuk-radios__item');
    if (item) item.hidden = !day.checked && !outcomes.includes(outcome?.value ?? '');
  }
}

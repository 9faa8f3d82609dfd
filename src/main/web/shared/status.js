import { html, nothing } from 'lit';

/**
 * A message that screen readers announce when it appears. The live region is there before, because they announce what
 * changes in one, and not a new one.
 * @param message the message, or undefined
 * @param kind `good`, `warn` or `bad`
 */
export const status = (message, kind = 'warn') => html`
	<div role="status">${message ? html`<p class="note ${kind}">${message}</p>` : nothing}</div>`;

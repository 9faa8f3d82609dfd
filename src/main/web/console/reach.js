import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';

/** How many people something has reached; nothing while it is not known. */
export function reached(reach) {
	return reach ? html`<p class="by reach">${text('reach.concerned', { count: reach.concerned })}${reach.concerned === 0 ? nothing
		: html` · ${text('reach', reach)}`}</p>` : nothing;
}

import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { status } from 'shared/status.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { door } from './store.js';

/** What waits, what the server decided otherwise afterwards, and what is wrong with the device. */
class Notices extends Element {

	constructor() {
		super();
		new StoreController(this, door);
		new StoreController(this, door.desk.notices);
	}

	render() {
		const { waiting, problem, clockOff } = door.state;
		const { all } = door.desk.notices.state;
		return html`
			${status(waiting && text('waiting', { count: waiting }))}
			${status(problem && text(problem))}
			${status(clockOff && text(clockOff > 0 ? 'clock.ahead' : 'clock.behind', { count: Math.round(Math.abs(clockOff) / 60) }))}
			<div role="status">${all.length ? html`<section class="note warn stack differences"><h2>${text('notices')}</h2>
				<ul>${all.map(({ name, outcome, since }) => html`<li><strong>${name}</strong>: ${text(`notice.${outcome}`, { time: since && clock(since) })}</li>`)}</ul>
				<button @click=${() => door.desk.notices.dismiss()}>${text('notices.read')}</button></section>` : nothing}</div>`;
	}

}

customElements.define('pl-notices', Notices);

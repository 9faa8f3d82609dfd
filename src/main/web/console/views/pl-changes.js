import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { decisions } from '../decisions.js';
import { Element } from '../element.js';
import { stamp } from '../moments.js';
import { operations } from '../operations.js';
import { failed, undoing } from '../schedule.js';

/** The changes of the schedule, newest first; each can be undone. */
class Changes extends Element {

	#changes = [];

	#before = null;

	#problem = null;

	#revision = -1;

	#loaded = false;

	get stores() {
		return [board];
	}

	willUpdate() {
		if (board.event.revision > this.#revision) {
			this.#revision = board.event.revision;
			this.#load(null);
		}
	}

	async #load(before) {
		try {
			const { event } = await client.execute(operations.LastChanges, { eventId: board.event.id, before });
			const { nodes, pageInfo } = event.changes;
			const older = before ? this.#changes : [];
			this.#changes = [...older, ...nodes.toReversed()];
			this.#before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
			this.#problem = null;
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.#loaded = true;
		this.requestUpdate();
	}

	render() {
		return html`<header class="tools"><h1>${text('nav.changes')}</h1></header>
			<p class="help">${text('changes.help')}</p>
			${this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${this.#loaded && this.#changes.length === 0 ? html`<p class="empty">${text('changes.empty')}</p>` : nothing}
			<ul class="list">${this.#changes.map((change) => html`<li>
				<div><strong>${change.session.title}</strong><br>${change.summary}
					${change.note ? html`<br><q>${change.note}</q>` : nothing}
					<p class="by">${stamp(change.at, board.event.timezone, document.documentElement.lang)}</p></div>
				<button class="quiet" aria-label=${text('undo.change', { title: change.session.title, change: change.summary })}
					@click=${() => this.#undo(change)}>${text('undo')}</button></li>`)}</ul>
			${this.#before ? html`<p class="buttons"><button @click=${() => this.#load(this.#before)}>${text('more')}</button></p>` : nothing}`;
	}

	#undo({ revision, session, summary }) {
		return decisions.ask({ title: text('undo.change', { title: session.title, change: summary }), confirm: text('undo'),
			proposal: undoing(revision) });
	}

}

customElements.define('pl-changes', Changes);

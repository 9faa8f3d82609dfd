import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { decisions } from '../decisions.js';
import { operations } from '../operations.js';
import { reached } from '../reach.js';
import { undoing } from '../schedule.js';
import { View } from './view.js';

/** The changes of the schedule, newest first; each can be undone. */
class Changes extends View {

	/** The changes by revision. */
	#changes = new Map();

	#before;

	#revision = board.event.revision;

	#loaded = false;

	get live() {
		return operations.ReachChanged;
	}

	willUpdate() {
		if (board.event.revision > this.#revision) {
			this.#revision = board.event.revision;
			this.load();
		}
	}

	async read(before = null) {
		const { event } = await client.execute(operations.LastChanges, { eventId: board.event.id, before });
		const { nodes, pageInfo } = event.changes;
		const isGap = !before && nodes.length > 0 && nodes[0].revision > Math.max(0, ...this.#changes.keys()) + 1;
		if (isGap) {
			this.#changes.clear();
		}
		nodes.forEach((change) => this.#changes.set(change.revision, change));
		if (before || isGap || this.#before === undefined) {
			this.#before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
		}
		this.#loaded = true;
	}

	render() {
		return html`${this.heading('nav.changes')}
			<p class="help">${text('changes.help')}</p>
			${this.alert()}
			${this.#loaded && this.#changes.size === 0 ? html`<p class="empty">${text('changes.empty')}</p>` : nothing}
			<ul class="list">${[...this.#changes.values()].sort((a, b) => b.revision - a.revision).map((change) => html`<li>
				<div><strong lang=${board.contentLanguage}>${change.session.title}</strong><br>${change.summary}
					${change.note ? html`<br><q>${change.note}</q>` : nothing}
					<p class="by">${this.stamp(change.at)}</p>
					${reached(change.reach)}</div>
				<button class="quiet" aria-label=${text('undo.change', { title: change.session.title, change: change.summary })}
					@click=${() => this.#undo(change)}>${text('undo')}</button></li>`)}</ul>
			${this.#before ? html`<p class="buttons"><button @click=${() => this.load(this.#before)}>${text('more')}</button></p>` : nothing}`;
	}

	#undo({ revision, session, summary }) {
		return decisions.ask({ title: text('undo.change', { title: session.title, change: summary }), confirm: text('undo'),
			proposal: undoing(revision) });
	}

}

customElements.define('pl-changes', Changes);

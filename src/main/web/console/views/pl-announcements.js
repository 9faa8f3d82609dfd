import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import { announcementFields, announcementInput } from '../pl-announcement.js';
import { reached } from '../reach.js';
import { View } from './view.js';

/** Announcements: a text in each language of the event, for everybody or a room, and those that are valid now. */
class Announcements extends View {

	#announcements = null;

	#key = newId();

	get live() {
		return operations.ReachChanged;
	}

	#changed = () => this.load();

	connectedCallback() {
		super.connectedCallback();
		board.addEventListener('announcements', this.#changed);
	}

	disconnectedCallback() {
		board.removeEventListener('announcements', this.#changed);
		super.disconnectedCallback();
	}

	async read() {
		const { event } = await client.execute(operations.Announcements, { eventId: board.event.id });
		this.#announcements = event.announcements.nodes;
	}

	render() {
		return html`${this.heading('nav.announcements')}
			<form class="card" @submit=${this.#announce}>
				<h2>${text('announcement.new')}</h2>
				${announcementFields(board.event.languages, {})}
				${this.alert()}
				<p class="buttons"><button class="primary">${text('announcement.send')}</button></p>
			</form>
			<h2>${text('announcements.valid')}</h2>
			${this.#announcements?.length === 0 ? html`<p class="empty">${text('announcements.empty')}</p>` : nothing}
			<ul class="list">${this.#announcements?.map((announcement) => this.#item(announcement))}</ul>
			<pl-announcement @put=${() => this.load()}></pl-announcement>`;
	}

	#item(announcement) {
		const { at, urgency, room, session, validUntil, reach } = announcement;
		return html`<li><div>
				${urgency === 'INFO' ? nothing : html`<span class="tag">${text(`urgency.${urgency}`)}</span>`}
				<span lang=${board.contentLanguage}>${announcement.text}</span>
				<p class="by">${[this.stamp(at), room?.name ?? session?.title ?? text('everybody'),
					validUntil && text('until', { until: this.stamp(validUntil) })].filter(Boolean).join(' · ')}</p>
				${reached(reach)}</div>
			<p class="buttons"><button class="quiet" aria-label=${text('announcement.correct.this', { text: announcement.text })}
				@click=${() => this.querySelector('pl-announcement').show(announcement)}>${text('announcement.correct')}</button>
			<button class="quiet" aria-label=${text('announcement.withdraw.this', { text: announcement.text })}
				@click=${() => this.#withdraw(announcement)}>${text('announcement.withdraw')}</button></p></li>`;
	}

	#announce = async (event) => {
		event.preventDefault();
		const element = event.target;
		const values = Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, value.trim()]));
		const changed = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
		const input = { eventId: board.event.id, key: this.#key, expectedVersion: 0, ...announcementInput(changed, values) };
		if ((await this.send(operations.Announce, input, text('announcement.sent')))?.announcement) {
			this.#key = newId();
			element.reset();
		}
	};

	#withdraw({ id, version }) {
		return this.send(operations.WithdrawAnnouncement, { announcementId: id, expectedVersion: version }, text('announcement.withdrawn'));
	}

}

customElements.define('pl-announcements', Announcements);

import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { moment } from 'shared/time.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import { View } from './view.js';

const URGENCIES = ['INFO', 'IMPORTANT', 'URGENT'];

/** Announcements: a text in each language of the event, for everybody or a room, and those that are valid now. */
class Announcements extends View {

	#announcements = null;

	#key = crypto.randomUUID();

	#again = () => this.load();

	connectedCallback() {
		super.connectedCallback();
		board.addEventListener('announcements', this.#again);
	}

	disconnectedCallback() {
		board.removeEventListener('announcements', this.#again);
		super.disconnectedCallback();
	}

	async read() {
		const { event } = await client.execute(operations.Announcements, { eventId: board.event.id });
		this.#announcements = event.announcements.nodes;
	}

	render() {
		return html`${this.heading('nav.announcements')}
			${this.#form()}
			<h2>${text('announcements.valid')}</h2>
			${this.#announcements?.length === 0 ? html`<p class="empty">${text('announcements.empty')}</p>` : nothing}
			<ul class="list">${this.#announcements?.map((announcement) => this.#item(announcement))}</ul>`;
	}

	#form() {
		const { languages, rooms } = board.event;
		const names = new Intl.DisplayNames(document.documentElement.lang, { type: 'language' });
		return html`<form class="card" @submit=${this.#announce}>
			<h2>${text('announcement.new')}</h2>
			${languages.map((lang, index) => html`<label>${text('announcement.text', { language: names.of(lang) })}
				<textarea name=${`text ${lang}`} lang=${lang} rows="3" maxlength="20000" ?required=${index === 0}></textarea></label>`)}
			<fieldset><legend>${text('announcement.urgency')}</legend><div class="choices">${URGENCIES.map((urgency, index) => html`
				<label class="choice"><input type="radio" name="urgency" value=${urgency} .defaultChecked=${index === 0}>
					<span>${text(`urgency.${urgency}`)}</span></label>`)}</div></fieldset>
			<div class="row">
				<label>${text('announcement.for')} <select name="room"><option value="">${text('everybody')}</option>
					${rooms.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>
				<label>${text('announcement.until')} <input type="datetime-local" name="until"></label>
			</div>
			${this.alert()}
			<p class="buttons"><button class="primary">${text('announcement.send')}</button></p>
		</form>`;
	}

	#item(announcement) {
		const { id, at, urgency, room, session, validUntil } = announcement;
		return html`<li><div>
				${urgency === 'INFO' ? nothing : html`<span class="tag">${text(`urgency.${urgency}`)}</span>`}
				<span>${announcement.text}</span>
				<p class="by">${[this.stamp(at), room?.name ?? session?.title ?? text('everybody'),
					validUntil && text('until', { until: this.stamp(validUntil) })].filter(Boolean).join(' · ')}</p></div>
			<button class="quiet" aria-label=${text('announcement.withdraw.this', { text: announcement.text })}
				data-id=${id} @click=${() => this.#withdraw(announcement)}>${text('announcement.withdraw')}</button></li>`;
	}

	#announce = async (event) => {
		event.preventDefault();
		const element = event.target;
		const form = new FormData(element);
		const { languages, timezone, id } = board.event;
		const [date, time] = form.get('until').split('T');
		const input = {
			eventId: id,
			key: this.#key,
			expectedVersion: 0,
			text: languages.map((lang) => ({ lang, text: form.get(`text ${lang}`).trim() })).filter((entry) => entry.text),
			urgency: form.get('urgency'),
			...form.get('room') && { roomId: form.get('room') },
			...date && { validUntil: new Date(moment(date, time, timezone)).toISOString() }
		};
		if ((await this.send(operations.Announce, input, text('announcement.sent')))?.announcement) {
			this.#key = crypto.randomUUID();
			element.reset();
		}
	};

	#withdraw({ id, version }) {
		return this.send(operations.WithdrawAnnouncement, { announcementId: id, expectedVersion: version }, text('announcement.withdrawn'));
	}

}

customElements.define('pl-announcements', Announcements);

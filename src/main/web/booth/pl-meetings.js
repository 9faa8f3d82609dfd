import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock, dayAndClock, zoned } from 'shared/time.js';

import { grouped } from './meetings.js';
import { operations } from './operations.js';
import { booth } from './store.js';

const span = ({ startsAt, endsAt }) => `${dayAndClock(startsAt, language)}–${clock(endsAt)}`;

/** The requested and agreed meetings. */
class Meetings extends Element {

	constructor() {
		super();
		new StoreController(this, booth);
	}

	render() {
		const groups = Object.entries(grouped(booth.state.meetings)).filter(([, meetings]) => meetings.length);
		return html`<div class="stack"><h1>${text('nav.meetings')}</h1>
			${groups.length ? groups.map(([group, meetings]) => html`<section class="stack" aria-labelledby=${`group-${group}`}>
				<h2 id=${`group-${group}`}>${text(`meetings.${group}`)}</h2><ul class="stack">${meetings.map((meeting) => this.#meeting(meeting))}</ul></section>`)
				: html`<p class="muted">${text('meetings.none')}</p>`}</div>`;
	}

	#meeting(meeting) {
		const { meetingState: state, time, name } = meeting;
		return html`<li class="card stack"><p><strong>${name}</strong> ${time ? html`<span>${span(time)}</span>` : nothing}
				${meeting.hostName ? html`<span class="muted"> · ${text('meetings.host', { name: meeting.hostName })}</span>` : nothing}</p>
			${meeting.note ? html`<p>${meeting.note}</p>` : nothing}
			${meeting.closingNote ? html`<p class="muted">${meeting.closingNote}</p>` : nothing}
			${state === 'REQUESTED' ? html`<div class="row">${meeting.wantedTimes.map((wanted) => html`<button class="primary"
				@click=${() => this.#answer(meeting, { accept: { startsAt: wanted.startsAt, endsAt: wanted.endsAt } })}>${text('meetings.accept', { time: span(wanted) })}</button>`)}
				<button @click=${() => this.#answer(meeting, { decline: {} })}>${text('meetings.decline')}</button></div>
				<details><summary>${text('meetings.propose')}</summary><form class="row" @submit=${(event) => this.#propose(event, meeting)}>
					<label>${text('meetings.start')} <input type="datetime-local" name="start" required></label>
					<label>${text('meetings.length')} <input type="number" name="length" min="5" max="240" value="20" required></label>
					<button>${text('meetings.propose')}</button></form></details>` : nothing}
			${meeting.hostless ? html`<button class="primary" @click=${() => this.#take(meeting)}>${text('meetings.take')}</button>` : nothing}
			${['ACCEPTED', 'PROPOSED'].includes(state) ? html`<div><button class="danger" @click=${() => this.#cancel(meeting)}>${text('meetings.cancel')}</button></div>` : nothing}</li>`;
	}

	#answer(meeting, answer) {
		booth.change(operations.AnswerMeeting, { meetingId: meeting.id, expectedVersion: meeting.version, answer }, text('meetings.answered', { name: meeting.name }));
	}

	#propose(event, meeting) {
		event.preventDefault();
		const { start, length } = Object.fromEntries(new FormData(event.target));
		const startsAt = zoned(start, booth.state.event.timezone);
		const endsAt = new Date(Date.parse(startsAt) + Number(length) * 60_000).toISOString();
		this.#answer(meeting, { propose: { startsAt, endsAt } });
	}

	#take(meeting) {
		booth.change(operations.ReassignMeeting, { meetingId: meeting.id, expectedVersion: meeting.version }, text('meetings.answered', { name: meeting.name }));
	}

	#cancel(meeting) {
		if (confirm(text('meetings.cancel.sure', { name: meeting.name }))) {
			booth.change(operations.CancelMeeting, { meetingId: meeting.id }, text('meetings.answered', { name: meeting.name }));
		}
	}

}

customElements.define('pl-meetings', Meetings);

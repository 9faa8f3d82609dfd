import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { go, query, router } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { sessionRow } from './session-row.js';
import { roomNames, sessions, state, trackOf } from './state.js';
import { day, isNow } from './times.js';

const MINUTE = 60_000;

function plain(words) {
	return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The programme by day, room and track, with search, and what takes place now and next. */
class ProgrammeView extends Element {

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, router);
		new StoreController(this, signIn);
	}

	connectedCallback() {
		super.connectedCallback();
		this.timer = setInterval(() => this.requestUpdate(), MINUTE);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		clearInterval(this.timer);
	}

	#change(name, value, replace = false) {
		const parameters = query();
		if (value) {
			parameters.set(name, value);
		}
		else {
			parameters.delete(name);
		}
		go(parameters.size ? `?${parameters}` : '', { replace });
	}

	#chosenDay(days) {
		const today = days.find((one) => one.sessions.some((session) => Date.parse(session.endsAt) > Date.now()));
		return days.find(({ date }) => date === query().get('day')) ?? today ?? days[0];
	}

	#matches(session) {
		const parameters = query();
		const words = plain(parameters.get('q') ?? '').split(/\s+/).filter(Boolean);
		const room = parameters.get('room');
		const track = parameters.get('track');
		const searched = words.length && plain([session.title, session.subtitle, roomNames(session), trackOf(session)?.name,
			...session.speakers.map(({ speaker }) => speaker.name)].filter(Boolean).join(' '));
		return (!room || session.rooms.some(({ id }) => id === room)) && (!track || session.track?.id === track)
			&& words.every((word) => searched.includes(word));
	}

	#shown(chosen) {
		const parameters = query();
		if (parameters.has('now')) {
			const running = sessions().filter((session) => isNow(session));
			const starts = sessions().filter(({ startsAt, status }) => status === 'SCHEDULED' && Date.parse(startsAt) > Date.now());
			const next = starts.filter(({ startsAt }) => Date.parse(startsAt) === Math.min(...starts.map((one) => Date.parse(one.startsAt))));
			return [[text('programme.now'), running], [text('programme.next'), next]];
		}
		if (parameters.get('q')) {
			return state.get('event').days.map(({ date, sessions: all }) => [day(date), all]);
		}
		return [[chosen.topic ?? day(chosen.date), chosen.sessions]];
	}

	render() {
		const event = state.get('event');
		const chosen = this.#chosenDay(event.days);
		const parameters = query();
		const now = parameters.has('now');
		const groups = this.#shown(chosen).map(([title, all]) => [title, all.filter((session) => this.#matches(session))]);
		const count = groups.reduce((sum, [, all]) => sum + all.length, 0);
		return html`
			<h1 class="visually-hidden">${text('nav.programme')}</h1>
			<search class="stack filters">
				<label>${text('programme.search')}
					<input type="search" .value=${parameters.get('q') ?? ''} autocomplete="off"
						@input=${(change) => this.#change('q', change.target.value.trim(), true)}>
				</label>
				<div class="row days" role="group" aria-label=${text('programme.days')}>
					<button aria-pressed=${now} @click=${() => this.#change('now', now ? '' : '1')}>${text('programme.nowAndNext')}</button>
					${event.days.map(({ date }) => html`
						<button aria-pressed=${!now && date === chosen?.date} @click=${() => go(this.#dayAddress(date))}>${day(date, 'short')}</button>`)}
				</div>
				<details>
					<summary>${[text('programme.filters'), ...this.#filters(event)].join(' · ')}</summary>
					<div class="row">
						${this.#select('room', text('programme.room'), event.rooms)}
						${event.tracks.length ? this.#select('track', text('programme.track'), event.tracks) : nothing}
					</div>
				</details>
			</search>
			<p role="status" class="small muted">${text('programme.count', { count })}</p>
			${groups.filter(([, all]) => all.length).map(([title, all]) => html`
				<section>
					<h2>${title}</h2>
					<ul class="sessions">${all.map((session) => sessionRow(session, { signedIn: signIn.state === 'signed-in' }))}</ul>
				</section>`)}`;
	}

	/** The names of the chosen room and track, which the closed filters show. */
	#filters({ rooms, tracks }) {
		return [[rooms, 'room'], [tracks, 'track']].map(([all, name]) => all.find(({ id }) => id === query().get(name))?.name).filter(Boolean);
	}

	#dayAddress(date) {
		const parameters = query();
		parameters.delete('now');
		parameters.set('day', date);
		return `?${parameters}`;
	}

	#select(name, label, options) {
		const chosen = query().get(name) ?? '';
		return html`
			<label>${label}
				<select @change=${(change) => this.#change(name, change.target.value)}>
					<option value="">${text('programme.all')}</option>
					${options.map((option) => html`<option value=${option.id} ?selected=${option.id === chosen}>${option.name}</option>`)}
				</select>
			</label>`;
	}

}

customElements.define('pl-programme', ProgrammeView);

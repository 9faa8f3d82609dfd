import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { signIn } from 'shared/sign-in.js';
import { StoreController } from 'shared/store.js';
import { sessionRow } from './session-row.js';
import { inAgenda, sessionOf, sessions, state } from './state.js';
import { day, times } from './times.js';

/** The attendee's own agenda. */
class AgendaView extends Element {

	constructor() {
		super();
		new StoreController(this, state);
		new StoreController(this, signIn);
	}

	/** The items of the server, without removed sessions and with added ones, as long as these wait to be sent. */
	#items(agenda) {
		const known = new Set(agenda.items.map((item) => item.session?.id));
		const added = sessions().filter(({ id }) => !known.has(id) && inAgenda(id))
			.map((session) => ({ id: `waiting-${session.id}`, session, startsAt: session.startsAt, endsAt: session.endsAt, clashes: [] }));
		return [...agenda.items.filter((item) => !item.session || item.seat || inAgenda(item.session.id)), ...added]
			.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
	}

	render() {
		const agenda = state.get('agenda');
		if (!agenda && signIn.state === 'signed-in') {
			return html`<h1>${text('nav.agenda')}</h1><p role="status" class="muted">${text('loading')}</p>`;
		}
		if (!agenda) {
			return html`<h1>${text('nav.agenda')}</h1><p>${text('agenda.signIn')}</p>
				<a class="button primary" href=${href('settings')}>${text('signIn.atIssuer')}</a>`;
		}
		const items = this.#items(agenda);
		const days = Map.groupBy ? Map.groupBy(items, ({ startsAt }) => startsAt.slice(0, 10))
			: items.reduce((all, item) => all.set(item.startsAt.slice(0, 10), [...all.get(item.startsAt.slice(0, 10)) ?? [], item]), new Map());
		return html`
			<h1>${text('nav.agenda')}</h1>
			${items.length ? nothing : html`<p>${text('agenda.empty')}</p>`}
			${[...days].map(([date, own]) => html`
				<section>
					<h2>${day(date)}</h2>
					<ul class="sessions">${own.map((item) => this.#item(item))}</ul>
				</section>`)}`;
	}

	#item(item) {
		const clash = item.clashes.length ? text('agenda.clash', { count: item.clashes.length })
			: item.walkShortBy ? text('agenda.walk', { count: item.walkShortBy }) : undefined;
		const session = item.session && sessionOf(item.session.id);
		if (session) {
			return sessionRow(session, { signedIn: true, clash });
		}
		const title = item.appointment?.title ?? (item.meeting ? text('agenda.meeting', { name: item.meeting.exhibitor?.name ?? '' }) : undefined);
		return title ? html`
			<li class="session"><div>
				<p class="small muted"><time datetime=${item.startsAt}>${times(item)}</time> ${item.appointment?.place ?? nothing}</p>
				<h3>${title}</h3>
				${clash ? html`<p class="small"><span class="tag warn">${clash}</span></p>` : nothing}
			</div></li>` : nothing;
	}

}

customElements.define('pl-agenda', AgendaView);

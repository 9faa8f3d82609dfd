import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { href } from 'shared/router.js';
import { decide } from './outbox.js';
import { agendaItem, inAgenda, inLanguage, roomNames, trackOf } from './state.js';
import { isNow, times } from './times.js';

/** The label of a seat, or of a place on the waiting list. */
export function seatLabel(seat) {
	return seat && html`<span class="tag seat">${text(`seat.${seat.state}`, { position: seat.position })}</span>`;
}

/** A button that adds a session to the agenda, or removes it. */
export function pickButton(session) {
	const added = inAgenda(session.id);
	return html`
		<button class="pick" aria-pressed=${added} aria-label=${text(added ? 'pick.remove' : 'pick.add', { title: session.title })}
			@click=${() => decide(session.id, !added)}>${added ? '✓' : '+'}</button>`;
}

/** A session in a list. */
export function sessionRow(session, { signedIn, clash } = {}) {
	const track = trackOf(session);
	const cancelled = session.status === 'CANCELLED';
	return html`
		<li class="session ${cancelled ? 'cancelled' : ''}" id=${session.id}>
			<div>
				<p class="small muted">
					${isNow(session) ? html`<strong class="now">${text('programme.now')}</strong> ` : nothing}
					<time datetime=${session.startsAt}>${times(session)}</time>
					<span lang=${inLanguage() ?? nothing}>${roomNames(session)}</span>
				</p>
				<h3 lang=${inLanguage() ?? nothing}><a href=${href(`sessions/${session.id}`)}>${session.title}</a></h3>
				${session.speakers.length ? html`<p class="small">${session.speakers.map(({ speaker }) => speaker.name).join(', ')}</p>` : nothing}
				<p class="row small">
					${cancelled ? html`<span class="tag bad">${text('session.cancelled')}</span>` : nothing}
					${track ? html`<span class="tag track" lang=${inLanguage() ?? nothing} .style=${`--track: ${track.color ?? 'var(--pl-control)'}`}>${track.name}</span>` : nothing}
					${session.capacity === null ? nothing : html`<span class="tag">${text('session.bookable')}</span>`}
					${seatLabel(agendaItem(session.id)?.seat) ?? nothing}
					${clash ? html`<span class="tag warn">${clash}</span>` : nothing}
				</p>
			</div>
			${signedIn ? pickButton(session) : nothing}
		</li>`;
}

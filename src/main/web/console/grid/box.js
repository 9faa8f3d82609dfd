import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { stamp, timeAt } from 'shared/time.js';

import { board } from '../board.js';

/** The facts about a session that its box shows beside its title. */
function states(session) {
	return [
		session.status === 'CANCELLED' && text('session.cancelled'),
		session.drafted && text('session.drafted'),
		session.visibleFrom && text('session.hidden', { from: stamp(session.visibleFrom, board.event.timezone,
			document.documentElement.lang) })
	].filter(Boolean);
}

/** The rows of text that fit into a box of this many minutes. A minute is 1.6 pixels high at the usual size of text. */
const rowsIn = (minutes) => Math.max(1, Math.floor(minutes < 30 ? (minutes * 1.6 - 3) / 14.4 : (minutes * 1.6 - 6) / 16.25));

/** A session in the grid. */
export function boxTemplate(box, column, focused, mover) {
	const { session } = box;
	const { timezone, tracks } = board.event;
	const from = timeAt(session.from, timezone);
	const to = timeAt(session.to, timezone);
	const track = tracks.find(({ id }) => id === session.track?.id);
	const facts = states(session);
	const classes = ['box', session.status === 'CANCELLED' && 'cancelled', session.drafted && 'drafted', session.visibleFrom !== null && 'hidden-yet',
		box.height < 30 && 'short', mover.session?.id === session.id && mover.origin.column === box.column && 'moving'];
	const rows = Math.max(1, rowsIn(box.height) - (facts.length ? 1 : 0));
	const style = `--rows: ${rows}; --top: ${box.top}; --length: ${box.height}; --lane: ${box.lane}; --lanes: ${box.lanes};`
		+ (track?.color ? `--track: ${track.color}` : '');
	return html`<div role="gridcell" class=${classes.filter(Boolean).join(' ')} .style=${style} tabindex=${focused ? 0 : -1}
			data-key=${box.key} data-id=${session.id} title=${`${from}–${to} ${session.title}`}
			aria-label=${[`${from}–${to}`, session.title, column.name ?? text('room.none'), track?.name, ...facts].filter(Boolean).join(', ')}>
		<span class="words">${rows > 2 ? html`<span class="time">${from}</span>` : nothing}
			<span class="title" lang=${board.contentLanguage}>${session.title}</span></span>
		${facts.length ? html`<span class="facts">${facts.join(' · ')}</span>` : nothing}
	</div>`;
}

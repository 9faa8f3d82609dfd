import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { timeAt } from 'shared/time.js';

import { board } from './board.js';
import { Element } from './element.js';
import { failed } from './schedule.js';

/** A clash in words. */
export function clashText({ room, speaker, with: other }) {
	const { timezone } = board.event;
	return text(room ? 'clash.room' : 'clash.speaker', { name: (room ?? speaker)?.name ?? '', title: other.title,
		from: timeAt(Date.parse(other.startsAt), timezone), to: timeAt(Date.parse(other.endsAt), timezone) });
}

/** What a dry run found, in one sentence for screen readers. */
export function previewText(preview) {
	if (preview.state === 'failed') {
		return failed(preview.failure);
	}
	const { answer } = preview;
	if (answer.__typename !== 'SchedulePreviewed') {
		return answer.message;
	}
	return [
		answer.clashes.length === 0 ? text('clash.none') : answer.clashes.map(clashText).join(' '),
		...answer.roomsTooSmall.map(tooSmall),
		people(answer.audience)
	].join(' ');
}

const tooSmall = ({ session, capacity, needed }) => text('room.small', { title: session.title, capacity, needed });

const people = (audience) => (audience.people === 0 ? text('people.none') : text('people', audience));

/**
 * Shows what a change would cause: clashes, rooms that are too small, and the number of people concerned.
 * @property preview a `Preview`
 */
class PreviewElement extends Element {

	static properties = { preview: { attribute: false } };

	get stores() {
		return this.preview ? [this.preview] : [];
	}

	render() {
		const { preview } = this;
		if (!preview || preview.state === 'none') {
			return nothing;
		}
		if (preview.state === 'pending') {
			return html`<p class="preview pending">${text('preview.pending')}</p>`;
		}
		if (preview.state === 'failed' || preview.answer.__typename !== 'SchedulePreviewed') {
			return html`<p class="preview bad"><span aria-hidden="true">⚠</span> ${previewText(preview)}</p>`;
		}
		const { clashes, roomsTooSmall, audience, slotChanges } = preview.answer;
		return html`<ul class="preview">
			${clashes.length === 0 ? html`<li class="good"><span aria-hidden="true">✓</span> ${text('clash.none')}</li>`
				: clashes.map((clash) => html`<li class="bad"><span aria-hidden="true">⚠</span> <strong lang=${board.contentLanguage}>${clash.session.title}.</strong>
					${clashText(clash)}</li>`)}
			${roomsTooSmall.map((small) => html`<li class="bad"><span aria-hidden="true">⚠</span> ${tooSmall(small)}</li>`)}
			<li class="people"><span aria-hidden="true">●</span> ${people(audience)}</li>
			${slotChanges.length > 1 ? html`<li><details><summary>${text('preview.sessions', { count: slotChanges.length })}</summary>
				<ul>${slotChanges.map(({ session, summary }) => html`<li><span lang=${board.contentLanguage}>${session.title}</span>: ${summary}</li>`)}</ul></details></li>` : nothing}
		</ul>`;
	}

}

customElements.define('pl-preview', PreviewElement);

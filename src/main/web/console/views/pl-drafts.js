import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';
import { shortDate, timeAt, wall } from 'shared/time.js';

import { board } from '../board.js';
import { decisions } from '../decisions.js';
import { discardDraft, putDraft } from '../drafts.js';
import { inputsOf } from '../edits.js';
import { Element } from '../element.js';
import { notices } from '../notices.js';
import { operations } from '../operations.js';
import { clashText } from '../pl-preview.js';

/** The drafts: what each would change, its name and note, and publishing all of it together. */
class Drafts extends Element {

	get stores() {
		return [board];
	}

	render() {
		return html`<header class="tools"><h1>${text('nav.drafts')}</h1></header>
			<p class="help">${text('drafts.help')}</p>
			${board.drafts.length === 0 ? html`<p class="empty">${text('drafts.empty')}</p>` : nothing}
			${board.drafts.map((draft) => this.#draft(draft))}`;
	}

	#draft(draft) {
		return html`<article class="card" aria-labelledby=${draft.id}>
			<h2 id=${draft.id}>${draft.name}</h2>
			${draft.edits.length === 0 ? html`<p class="empty">${text('draft.empty')}</p>`
				: html`<ol class="edits">${draft.edits.map((edit, index) => this.#edit(draft, edit, index))}</ol>`}
			${draft.problem ? html`<p class="note bad"><span aria-hidden="true">⚠</span> ${text('draft.problem')}</p>` : nothing}
			${draft.clashes.map((clash) => html`<p class="note bad"><span aria-hidden="true">⚠</span> <strong lang=${board.contentLanguage}>${clash.session.title}.</strong>
				${clashText(clash)}</p>`)}
			<details><summary>${text('draft.details')}</summary>
				<form @submit=${(event) => this.#rename(event, draft)}>
					<label>${text('draft.name')} <input name="name" required maxlength="500" .value=${draft.name}></label>
					<label>${text('note')} <textarea name="note" rows="2" maxlength="500" .value=${draft.note ?? ''}></textarea></label>
					<p class="buttons"><button>${text('save')}</button></p>
				</form>
			</details>
			<p class="buttons">
				<button class="quiet" @click=${() => this.#discard(draft)}>${text('draft.discard')}</button>
				<button class="primary" ?disabled=${draft.edits.length === 0} @click=${() => this.#publish(draft)}>${text('draft.publish')}</button>
			</p>
		</article>`;
	}

	#edit(draft, edit, index) {
		const title = edit.session?.title ?? text('session.unknown');
		return html`<li><span><strong>${title}</strong> ${words(edit)}</span>
			<button class="quiet small" aria-label=${text('draft.leave.out', { title })} @click=${() => this.#leaveOut(draft, index)}>
				${text('remove')}</button></li>`;
	}

	async #put(draft, fields) {
		const answer = await putDraft(draft, fields);
		notices.add(answer.message ?? text('saved'));
	}

	#leaveOut(draft, index) {
		const edits = draft.edits.filter((edit, other) => other !== index);
		return this.#put(draft, { edits: inputsOf({ edits }) });
	}

	#rename(event, draft) {
		event.preventDefault();
		const form = new FormData(event.target);
		return this.#put(draft, { name: form.get('name'), note: form.get('note') || null });
	}

	async #discard(draft) {
		const edits = inputsOf(draft);
		const answer = await discardDraft(draft.id);
		notices.add(answer.message ?? text('draft.discarded', { name: draft.name }), answer.removedId && text('undo'),
			() => putDraft({ key: newId(), name: draft.name }, { edits, note: draft.note }));
	}

	#publish(draft) {
		return decisions.ask({ title: text('draft.publish.title', { name: draft.name }), confirm: text('draft.publish'), noteless: true,
			proposal: { operation: operations.PublishDraft, input: { draftId: draft.id, expectedRevision: board.event.revision } } });
	}

}

/** An edit in words. */
function words({ kind, startsAt, endsAt, rooms, speakers }) {
	const { timezone } = board.event;
	if (kind === 'MOVE') {
		return [
			rooms && (rooms.map(({ name }) => name).join(', ') || text('room.none')),
			startsAt && shortDate(wall(Date.parse(startsAt), timezone).date, document.documentElement.lang),
			startsAt && `${timeAt(Date.parse(startsAt), timezone)}–${endsAt ? timeAt(Date.parse(endsAt), timezone) : ''}`
		].filter(Boolean).join(', ');
	}
	return kind === 'SPEAKERS' ? speakers.map(({ speaker }) => speaker.name).join(', ') : text(`edit.${kind}`);
}

customElements.define('pl-drafts', Drafts);

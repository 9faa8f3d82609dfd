import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';
import { stamp } from 'shared/time.js';

import { board } from './board.js';
import { decisions } from './decisions.js';
import { Element } from './element.js';
import { Preview } from './preview.js';
import './pl-preview.js';
import { carryOut, repeat } from './schedule.js';

/** The dialog before a change: what it would cause, a note to the attendees, and if others were faster, who they are. */
class Decision extends Element {

	#preview = new Preview();

	#result = null;

	#note = '';

	get stores() {
		return [decisions, this.#preview];
	}

	get #question() {
		return decisions.open;
	}

	willUpdate() {
		if (this.#question && this.#shown !== this.#question) {
			this.#shown = this.#question;
			this.#result = this.#question.result ?? null;
			this.#note = '';
			this.#ask();
		}
	}

	#shown = null;

	#ask() {
		const { operation, input } = this.#question.proposal;
		this.#preview.ask(operation, input);
	}

	updated() {
		const dialog = this.querySelector('dialog');
		if (this.#question && !dialog.open) {
			dialog.showModal();
		}
		else if (!this.#question && dialog.open) {
			dialog.close();
		}
	}

	render() {
		const question = this.#question;
		return html`<dialog aria-labelledby="decision" @close=${this.#closed} @cancel=${this.#closed}>
			${question ? html`<form method="dialog" @submit=${this.#submit}>
				<h2 id="decision">${question.title}</h2>
				${this.#newer()}
				<pl-preview .preview=${this.#preview} role="status"></pl-preview>
				${question.noteless || board.collecting && question.proposal.edits ? nothing : html`<label>${text('note')}
					<textarea name="note" rows="2" maxlength="500" .value=${this.#note} @input=${this.#written}></textarea></label>`}
				<p class="buttons">
					<button type="button" class="quiet" @click=${this.#closed}>${text('cancel')}</button>
					<button type="submit" class=${this.#forced ? 'danger' : 'primary'} ?disabled=${!this.#possible}>${this.#words}</button>
				</p>
			</form>` : nothing}
		</dialog>`;
	}

	#newer() {
		if (!this.#result) {
			return nothing;
		}
		const { newer, message } = this.#result;
		return html`<div role="alert" class="note warn outdated"><p>${message}</p>${newer?.length ? html`<ul>${newer.map((change) => html`<li>
			<strong lang=${board.contentLanguage}>${change.title}</strong>: ${change.summary}
			<span class="by">${change.who ? text('newer.by', { who: change.who }) : nothing}
				${stamp(change.at, board.event.timezone, document.documentElement.lang)}</span></li>`)}</ul>` : nothing}</div>`;
	}

	get #forced() {
		return this.#preview.answer?.clashes?.length > 0 && !(board.collecting && this.#question.proposal.edits);
	}

	get #possible() {
		return this.#preview.state === 'ready' && this.#preview.answer.__typename === 'SchedulePreviewed';
	}

	get #words() {
		if (this.#result?.newer) {
			return text('repeat');
		}
		return this.#forced ? text('anyway') : this.#question.confirm ?? text('confirm');
	}

	#written = ({ target }) => {
		this.#note = target.value;
	};

	#closed = (event) => {
		if (event.type !== 'close' || this.#question) {
			decisions.close(false);
		}
	};

	#submit = async (event) => {
		event.preventDefault();
		const { proposal } = this.#question;
		this.#result = await carryOut(proposal, { force: this.#forced, note: this.#note });
		if (this.#result.done) {
			decisions.close(true);
			return;
		}
		if (this.#result.newer) {
			repeat(proposal);
		}
		this.#ask();
		this.requestUpdate();
	};

}

customElements.define('pl-decision', Decision);

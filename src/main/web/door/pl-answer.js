import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { label } from './codes.js';
import { door } from './store.js';

const SIGNS = { asking: '⋯', yes: '✓', again: '↻', free: '?', no: '✕', later: '…', undone: '↺' };

/** The last answer, large, in words, colour and a sign; and the ones before. */
class Answer extends Element {

	constructor() {
		super();
		new StoreController(this, door);
	}

	render() {
		const [last, ...before] = door.state.results;
		return html`<div aria-live="assertive">${last ? html`<section class="answer" data-answer=${last.answer}>
				<p class="sign" aria-hidden="true">${SIGNS[last.answer]}</p>
				<p class="words">${text(`answer.${last.answer}`)}</p>
				<p class="name">${label(last)}</p>
				${this.#details(last).map((line) => html`<p>${line}</p>`)}
				<p class="row">${this.#actions(last)}</p></section>` : html`<p class="answer" data-answer="none">${text('answer.none')}</p>`}</div>
			${before.length ? html`<details class="card"><summary>${text('answers')}</summary><ul class="stack">${before.map((result) => html`<li class="row between">
				<span>${SIGNS[result.answer]} ${text(`answer.${result.answer}`)} · ${label(result)}</span>${this.#actions(result)}</li>`)}</ul></details>` : nothing}`;
	}

	#details({ answer, reason, values, words, since, left, offline }) {
		return [
			reason ? text(reason, values) : words,
			answer === 'again' && text('answer.since', { time: clock(since) }),
			answer === 'free' && text('answer.left', { count: left }),
			offline && text('answer.offline')
		].filter(Boolean);
	}

	#actions(result) {
		const name = label(result);
		if (result.answer === 'free') {
			return html`<button class="primary" @click=${() => door.desk.checkIn(result, true)} aria-label=${text('admit.of', { name })}>${text('admit')}</button>`;
		}
		return ['yes', 'again', 'later'].includes(result.answer)
			? html`<button @click=${() => door.desk.undo(result)} aria-label=${text('undo.of', { name })}>${text('undo')}</button>` : nothing;
	}

}

customElements.define('pl-answer', Answer);

import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';
import { StoreController } from 'shared/store.js';
import { clock } from 'shared/time.js';

import { door } from './store.js';

const SIGNS = { yes: '✓', again: '✓✓', no: '✕', later: '…', undone: '↺' };

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
				<p class="name">${last.name ?? last.code}</p>
				<p>${last.words ?? (last.answer === 'again' ? text('answer.since', { time: clock(last.at) }) : nothing)}</p>
				${this.#undo(last)}</section>` : html`<p class="answer" data-answer="none">${text('answer.none')}</p>`}</div>
			${before.length ? html`<details class="card"><summary>${text('answers')}</summary><ul class="stack">${before.map((result) => html`<li class="row between">
				<span>${SIGNS[result.answer]} ${text(`answer.${result.answer}`)} · ${result.name ?? result.code}</span>${this.#undo(result)}</li>`)}</ul></details>` : nothing}`;
	}

	#undo(result) {
		return ['yes', 'again', 'later'].includes(result.answer)
			? html`<button @click=${() => door.undo(result)} aria-label=${text('undo.of', { name: result.name ?? result.code })}>${text('undo')}</button>` : nothing;
	}

}

customElements.define('pl-answer', Answer);

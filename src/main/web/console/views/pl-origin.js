import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';
import { newId } from 'shared/new-id.js';

import { board } from '../board.js';
import { operations } from '../operations.js';
import '../pl-origin-form.js';
import { View } from './view.js';

/** The address from which the programme is imported again and again: its state, and what the last fetch did. */
class Origin extends View {

	#origin = null;

	#loaded = false;

	#confirming = false;

	get live() {
		return operations.ImportOriginChanged;
	}

	next({ importOriginChanged }) {
		this.#show(importOriginChanged.event.importOrigin);
	}

	async read() {
		this.#show((await client.execute(operations.Origin, { eventId: board.event.id })).event.importOrigin);
	}

	#show(origin) {
		const last = this.#origin?.lastImportedFetch?.at;
		this.#origin = origin;
		this.#loaded = true;
		this.requestUpdate();
		if (last && origin?.lastImportedFetch?.at !== last) {
			this.dispatchEvent(new Event('imported'));
		}
	}

	render() {
		return html`<section class="card" aria-labelledby="origin"><h2 id="origin">${text('origin.title')}</h2>
				${this.alert()}
				${this.#origin ? this.#state(this.#origin) : html`<p class="help">${text('origin.help')}</p>`}
				${this.#loaded ? this.#buttons() : nothing}
			</section>
			<pl-origin-form @put=${() => this.load()}></pl-origin-form>`;
	}

	#state({ url, everyMinutes, paused, nextFetchAt, failingSince, stop, lastFetch, lastImportedFetch }) {
		return html`<p class="address">${url}</p>
			<p class="by">${[text('origin.every', { count: everyMinutes }), paused && text('origin.is.paused'),
				nextFetchAt && text('origin.next', { at: this.stamp(nextFetchAt) })].filter(Boolean).join(' · ')}</p>
			<div role="status">${stop ? html`<p class="note bad">${text(`origin.stop.${stop.stopReason}`)} ${text('origin.since', { at: this.stamp(stop.since) })}</p>`
				: failingSince ? html`<p class="note warn">${text('origin.failing', { at: this.stamp(failingSince) })}</p>` : nothing}
			${lastFetch ? this.#fetch('origin.last', lastFetch) : html`<p>${text('origin.never')}</p>`}
			${lastImportedFetch && lastImportedFetch.at !== lastFetch?.at ? this.#fetch('origin.imported', lastImportedFetch) : nothing}</div>`;
	}

	#fetch(key, { at, fetchOutcome, httpStatus, detail, ...counts }) {
		const changed = ['added', 'changed', 'cancelled', 'missing', 'kept', 'warning'].filter((kind) => counts[`${kind}Count`] > 0)
			.map((kind) => text(kind === 'warning' ? 'report.warnings' : `report.${kind}`, { count: counts[`${kind}Count`] }));
		return html`<p>${text(key, { at: this.stamp(at) })} ${text(`origin.outcome.${fetchOutcome}`, { status: httpStatus ?? '' })}</p>
			${changed.length ? html`<p class="by">${changed.join(' · ')}</p>` : nothing}
			${detail ? html`<p class="by" lang="en">${detail}</p>` : nothing}`;
	}

	#buttons() {
		const origin = this.#origin;
		return html`<p class="buttons">
			${origin ? html`<button class="quiet" name="remove" @click=${this.#remove}>${text('remove')}</button>
				<button name="fetch" @click=${() => this.#now(false)}>${text('origin.fetch')}</button>
				${origin.lastFetch?.fetchOutcome === 'LOSSES' ? html`<button class="danger" name="losses" @click=${this.#losses}>
					${text(this.#confirming ? 'origin.losses.confirm' : 'origin.losses')}</button>` : nothing}` : nothing}
			<button class=${origin ? '' : 'primary'} name="edit" @click=${() => this.querySelector('pl-origin-form').show(origin)}>
				${text(origin ? 'edit' : 'origin.add')}</button></p>`;
	}

	/** The first press says what it does, the second one does it. */
	#losses = () => {
		if (this.#confirming) {
			this.#now(true);
		}
		this.#confirming = !this.#confirming;
		this.requestUpdate();
	};

	#now(remove) {
		return this.send(operations.FetchImportOrigin, { eventId: board.event.id, remove, requestId: newId() }, text('origin.fetching'));
	}

	#remove = () => this.send(operations.RemoveImportOrigin, { eventId: board.event.id, requestId: newId() }, text('origin.removed'));

}

customElements.define('pl-origin', Origin);

import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { text } from 'shared/messages.js';

import { board } from '../board.js';
import { Element } from '../element.js';
import { stamp } from '../moments.js';
import { notices } from '../notices.js';
import { operations } from '../operations.js';
import '../pl-report.js';
import { failed } from '../schedule.js';
import { upload } from '../upload.js';

const OPTIONS = ['overwrite', 'remove', 'strict'];

/** Imports a programme file: first a dry run with its report, then, confirmed, the import. */
class Import extends Element {

	#report = null;

	#problem = null;

	#busy = false;

	#status = null;

	get stores() {
		return [board];
	}

	connectedCallback() {
		super.connectedCallback();
		this.#read();
	}

	async #read() {
		try {
			this.#status = (await client.execute(operations.Imports, { eventId: board.event.id })).event;
		}
		catch (failure) {
			this.#problem = failed(failure);
		}
		this.requestUpdate();
	}

	render() {
		const report = this.#report;
		return html`<header class="tools"><h1>${text('nav.import')}</h1></header>
			<p class="help">${text('import.help')}</p>
			${this.#last()}
			<form class="card" @submit=${this.#check} @change=${this.#changed}>
				<label>${text('import.file')} <input type="file" name="file" required></label>
				<details><summary>${text('import.options')}</summary>${OPTIONS.map((option) => html`
					<label class="choice"><input type="checkbox" name=${option}> <span>${text(`import.${option}`)}</span></label>`)}</details>
				<p class="buttons"><button class=${report ? '' : 'primary'} ?disabled=${this.#busy}>${text('import.check')}</button></p>
			</form>
			<div role="status">${this.#busy ? html`<p class="pending">${text('import.busy')}</p>` : nothing}</div>
			${this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${report ? html`<section class="card" aria-labelledby="report">
				<h2 id="report">${text(report.dryRun ? 'import.would' : 'import.did')}</h2>
				<pl-report .report=${report}></pl-report>
				${report.dryRun ? html`<p class="buttons"><button class="quiet" @click=${this.#changed}>${text('cancel')}</button>
					<button class="primary" name="import" ?disabled=${this.#busy} @click=${this.#import}>${text('import.go')}</button></p>` : nothing}
			</section>` : nothing}`;
	}

	#last() {
		const last = this.#status?.lastImport;
		if (!last) {
			return nothing;
		}
		const { timezone } = board.event;
		const lang = document.documentElement.lang;
		return html`<p>${text('import.last', { at: stamp(last.at, timezone, lang) })}</p>
			${last.missing.length ? html`<details><summary>${text('import.missing', { count: last.missing.length })}</summary>
				<ul>${last.missing.map(({ session, cancelledFrom }) => html`<li>${session.title}
					<span class="by">${text('import.cancelled.from', { at: stamp(cancelledFrom, timezone, lang) })}</span></li>`)}</ul>
			</details>` : nothing}`;
	}

	#changed = () => {
		this.#report = null;
		this.#problem = null;
		this.requestUpdate();
	};

	#check = (event) => {
		event.preventDefault();
		return this.#send(true);
	};

	#import = async () => {
		await this.#send(false);
		if (this.#report && !this.#report.dryRun) {
			notices.add(text('import.done'));
			await Promise.all([this.#read(), board.load()]);
		}
	};

	async #send(dryRun) {
		const form = new FormData(this.querySelector('form'));
		const options = Object.fromEntries(OPTIONS.map((option) => [option, form.has(option)]));
		this.#busy = true;
		this.#problem = null;
		this.requestUpdate();
		try {
			this.#report = await upload('programme', form.get('file'), { dryRun, ...options });
		}
		catch (failure) {
			this.#report = null;
			this.#problem = failure.message ? [failure.place, failure.message].filter(Boolean).join(': ') : failed(failure);
		}
		this.#busy = false;
		this.requestUpdate();
	}

}

customElements.define('pl-import', Import);

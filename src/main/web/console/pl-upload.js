import { html, nothing } from 'lit';
import { text } from 'shared/messages.js';

import { Element } from './element.js';
import './pl-report.js';
import { failed } from './schedule.js';
import { upload } from './upload.js';

/**
 * Sends a file: first a dry run with its report, then, confirmed, the import.
 * @property kind what the file contains, as in the address of the server
 * @property options the names of the options
 * @fires imported when the file was imported
 */
class Upload extends Element {

	static properties = { kind: {}, options: { attribute: false } };

	#report = null;

	#problem = null;

	#busy = false;

	render() {
		const report = this.#report;
		return html`<form class="card" @submit=${this.#check} @change=${this.#changed}>
				<label>${text('import.file')} <input type="file" name="file" required></label>
				<details><summary>${text('import.options')}</summary>${this.options.map((option) => html`
					<label class="choice"><input type="checkbox" name=${option}> <span>${text(`import.${this.kind}.${option}`)}</span></label>`)}</details>
				<p class="buttons"><button class=${report ? '' : 'primary'} ?disabled=${this.#busy}>${text('import.check')}</button></p>
			</form>
			<div role="status">${this.#busy ? html`<p class="pending">${text('import.busy')}</p>` : nothing}</div>
			${this.#problem ? html`<p class="note bad" role="alert">${this.#problem}</p>` : nothing}
			${report ? html`<section class="card" aria-labelledby="report">
				<h2 id="report">${text(report.dryRun || report.held ? 'import.would' : 'import.did')}</h2>
				${report.held ? html`<p class="note warn">${text(`import.${this.kind}.held`)}</p>` : nothing}
				<pl-report .report=${report}></pl-report>
				${report.dryRun || report.held ? html`<p class="buttons"><button class="quiet" @click=${this.#changed}>${text('cancel')}</button>
					<button class=${report.held ? 'danger' : 'primary'} name="import" ?disabled=${this.#busy} @click=${this.#import}>
						${text(report.held ? 'import.anyway' : 'import.go')}</button></p>` : nothing}
			</section>` : nothing}`;
	}

	#changed = () => {
		this.#report = null;
		this.#problem = null;
		this.requestUpdate();
	};

	#check = (event) => {
		event.preventDefault();
		return this.#send({ dryRun: true });
	};

	#import = async () => {
		await this.#send({ confirm: this.#report.held });
		if (this.#report && !this.#report.held) {
			this.dispatchEvent(new Event('imported'));
		}
	};

	async #send(more) {
		const form = new FormData(this.querySelector('form'));
		const options = Object.fromEntries(this.options.map((option) => [option, form.has(option)]));
		this.#busy = true;
		this.#problem = null;
		this.requestUpdate();
		try {
			this.#report = await upload(this.kind, form.get('file'), { ...options, ...more });
		}
		catch (failure) {
			this.#report = null;
			this.#problem = failure.message ? [failure.place, failure.message].filter(Boolean).join(': ') : failed(failure);
		}
		this.#busy = false;
		this.requestUpdate();
	}

}

customElements.define('pl-upload', Upload);

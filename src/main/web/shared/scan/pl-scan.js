import { html, nothing } from 'lit';
import { Element } from 'shared/element.js';
import { text } from 'shared/messages.js';

import { isRepetition } from './frames.js';

const BETWEEN_FRAMES = 120;

/**
 * Reads codes: by the camera once it is opened, or typed. Dispatches `code` with the text in `detail`.
 */
class Scan extends Element {

	static properties = { label: {}, camera: { state: true }, problem: { state: true } };

	#stream;

	#last;

	disconnectedCallback() {
		this.#close();
		super.disconnectedCallback();
	}

	render() {
		return html`<section class="stack scan" aria-label=${this.label}>
			${this.camera ? html`<video autoplay muted playsinline aria-label=${text('scan.picture')}></video>
				<button @click=${this.#close}>${text('scan.close')}</button>`
				: html`<button class="primary scan-open" @click=${this.#open}>${text('scan.open')}</button>`}
			${this.problem ? html`<p class="note warn" role="alert">${text(this.problem)}</p>` : nothing}
			<form class="row" @submit=${this.#typed}>
				<label>${text('scan.code')} <input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="500"></label>
				<button>${text('scan.use')}</button>
			</form></section>`;
	}

	#open = async () => {
		this.problem = undefined;
		try {
			const { decoder } = await import('./decoder.js');
			const [find, stream] = await Promise.all([decoder(),
				navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })]);
			this.#stream = stream;
			this.camera = true;
			await this.updateComplete;
			const video = this.querySelector('video');
			video.srcObject = stream;
			await video.play();
			this.#look(find, video, stream);
		}
		catch (failure) {
			this.#close();
			this.problem = window.isSecureContext ? failure.name === 'NotAllowedError' ? 'scan.denied' : 'scan.none' : 'scan.https';
		}
	};

	async #look(find, video, stream) {
		while (this.#stream === stream) {
			const code = video.videoWidth ? await find(video).catch(() => undefined) : undefined;
			if (code && this.#stream === stream && !isRepetition(this.#last, code, Date.now())) {
				this.#found(code);
			}
			this.#last = code ? { code, at: Date.now() } : this.#last;
			await new Promise((resolve) => setTimeout(resolve, BETWEEN_FRAMES));
		}
	}

	#close = () => {
		this.#stream?.getTracks().forEach((track) => track.stop());
		this.#stream = undefined;
		this.camera = false;
	};

	#typed = (event) => {
		event.preventDefault();
		const form = event.target;
		this.#found(form.elements.code.value.trim());
		form.reset();
		form.elements.code.focus();
	};

	#found(code) {
		this.dispatchEvent(new CustomEvent('code', { detail: code, bubbles: true }));
	}

}

customElements.define('pl-scan', Scan);

import { html, nothing } from 'lit';
import { client } from 'shared/client.js';
import { Element } from 'shared/element.js';
import { language } from 'shared/language.js';
import { text } from 'shared/messages.js';
import { operations } from './operations.js';
import { state } from './state.js';

/** The certificate of attendance: what is missing for it, or the certificate itself. Empty if the event has none. */
class CertificatePanel extends Element {

	static properties = { event: { state: true }, failure: { state: true } };

	connectedCallback() {
		super.connectedCallback();
		this.#read().catch(() => undefined);
	}

	async #read() {
		({ event: this.event } = await client.execute(operations.Certificate, { eventId: state.get('event').id }));
	}

	async #try(change) {
		this.failure = undefined;
		try {
			this.failure = await change();
		}
		catch (failure) {
			this.failure = text(failure.code === 'OFFLINE' ? 'failure.offline' : 'failure.other');
		}
	}

	#issue() {
		return this.#try(async () => {
			const { issueCertificate } = await client.execute(operations.IssueCertificate, { eventId: state.get('event').id });
			this.event = issueCertificate.event;
			return issueCertificate.message;
		});
	}

	#revoke() {
		return this.#try(async () => {
			await client.execute(operations.RevokeCertificate, { certificateId: this.event.myCertificate.id });
			await this.#read();
		});
	}

	render() {
		const { certificateRule: rule, myAttendance: attended, myCertificate: certificate } = this.event ?? {};
		if (!certificate && !(rule && attended)) {
			return nothing;
		}
		return html`
			<section class="card stack">
				<h2>${text('certificate.title')}</h2>
				${certificate ? this.#issued(certificate) : this.#missing(rule, attended)}
				<p role="alert" class="note bad" ?hidden=${!this.failure}>${this.failure}</p>
			</section>`;
	}

	#issued({ url }) {
		return html`
			<p><a class="alone" href="${url}?lang=${language}" target="_blank" rel="noopener">${text('certificate.open')}</a></p>
			<p>${text('certificate.public')}</p>
			<div class="row"><button @click=${this.#revoke}>${text('certificate.revoke')}</button></div>`;
	}

	#missing(rule, attended) {
		if (attended.fulfilled) {
			return html`<div class="row"><button class="primary" @click=${this.#issue}>${text('certificate.issue')}</button></div>`;
		}
		return html`
			<ul>
				${rule.requiredSessions ? html`<li>${text('certificate.sessions',
					{ count: rule.requiredSessions, attended: attended.sessionCount })}</li>` : nothing}
				${rule.requiredHours ? html`<li>${text('certificate.hours',
					{ count: rule.requiredHours, attended: Math.floor(attended.minutes / 60) })}</li>` : nothing}
			</ul>`;
	}

}

customElements.define('pl-certificate', CertificatePanel);

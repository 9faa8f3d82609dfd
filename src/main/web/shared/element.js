import { LitElement } from 'lit';

/**
 * A component without a shadow tree: the style sheets of the page apply to it, and labels and ids work across
 * components.
 */
export class Element extends LitElement {

	createRenderRoot() {
		return this;
	}

	/** If what has the focus disappears, a keyboard and a screen reader go on at the beginning of the content. */
	update(changes) {
		const focused = this.contains(document.activeElement);
		super.update(changes);
		if (focused && document.activeElement === document.body) {
			document.getElementById('main')?.focus({ preventScroll: true });
		}
	}

}

import { LitElement } from 'lit';

/**
 * A component without a shadow tree: the style sheets of the page apply to it, and labels and ids work across
 * components.
 */
export class Element extends LitElement {

	createRenderRoot() {
		return this;
	}

}

package dev.plenum.platform.sheet;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;

/**
 * A cell in the XML of a workbook. It is written without its formula.
 *
 * @param address its address; null if it follows the previous cell
 * @param style the number of its style; null if it has none
 * @param type the type of its value
 * @param formula whether the value is the result of a formula
 * @param value the stored value
 */
record StoredCell(@Nullable String address, @Nullable String style, String type, boolean formula, String value) {

	/** Is written instead of a formula without a stored value. */
	private static final String FORMULA = "1";

	/**
	 * Reads a cell.
	 * @param in the XML at the start of the cell; afterwards at its end
	 */
	static StoredCell read(XMLStreamReader in) throws XMLStreamException {
		String type = in.getAttributeValue(null, "t");
		String address = in.getAttributeValue(null, "r");
		String style = in.getAttributeValue(null, "s");
		StringBuilder value = new StringBuilder();
		boolean formula = false;
		String within = "";
		int phonetic = 0;
		while (in.next() != XMLStreamConstants.END_ELEMENT || !in.getLocalName().equals("c")) {
			switch (in.getEventType()) {
				case XMLStreamConstants.START_ELEMENT -> {
					within = in.getLocalName();
					formula |= within.equals("f");
					phonetic += within.equals("rPh") ? 1 : 0;
				}
				case XMLStreamConstants.END_ELEMENT -> {
					phonetic -= in.getLocalName().equals("rPh") ? 1 : 0;
					within = "";
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
					if (phonetic == 0 && (within.equals("v") || within.equals("t"))) {
						value.append(in.getText());
					}
				}
				default -> {
				}
			}
		}
		return new StoredCell(address, style, (type != null) ? type : "n", formula, value.toString());
	}

	StoredCell at(String otherAddress) {
		return new StoredCell(otherAddress, this.style, this.type, this.formula, this.value);
	}

	void write(XMLStreamWriter out) throws XMLStreamException {
		out.writeStartElement("c");
		attribute(out, "r", this.address);
		attribute(out, "s", this.style);
		switch (this.type) {
			case "s", "n", "e" -> {
				attribute(out, "t", this.type);
				element(out, this.value.isBlank() && this.formula ? "f" : "v",
						this.value.isBlank() && this.formula ? FORMULA : this.value.strip());
			}
			case "b" -> {
				attribute(out, "t", this.type);
				element(out, "v", this.value.strip().matches("1|true") ? "1" : "0");
			}
			default -> {
				attribute(out, "t", "inlineStr");
				out.writeStartElement("is");
				element(out, "t", this.value);
				out.writeEndElement();
			}
		}
		out.writeEndElement();
	}

	private static void attribute(XMLStreamWriter out, String name, @Nullable String value) throws XMLStreamException {
		if (value != null) {
			out.writeAttribute(name, value);
		}
	}

	private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
		out.writeStartElement(name);
		out.writeCharacters(text);
		out.writeEndElement();
	}

}

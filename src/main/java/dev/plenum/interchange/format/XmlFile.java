package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.plenum.platform.graphql.PlainCharacters;
import org.jsoup.nodes.Entities;

/**
 * Reads untrusted XML element by element. A document type is rejected, and with it all
 * entities that a file can define.
 */
final class XmlFile {

	private static final int DEEPEST = 30;

	private static final int MOST_ELEMENTS = 500_000;

	private final XMLStreamReader reader;

	private int elements;

	private XmlFile(XMLStreamReader reader) {
		this.reader = reader;
	}

	static XmlFile open(java.io.InputStream bytes) throws XMLStreamException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, true);
		// Errors are thrown, too; this prevents that they are also printed.
		factory.setXMLReporter((message, type, information, location) -> {
		});
		factory.setXMLResolver((publicId, systemId, base, namespace) -> {
			throw new XMLStreamException("External resources are not read");
		});
		return new XmlFile(factory.createXMLStreamReader(bytes));
	}

	/**
	 * Moves to the next child of the current element.
	 * @return the name of the child; empty at the end of the current element
	 */
	Optional<String> next() throws XMLStreamException {
		while (this.reader.hasNext()) {
			switch (this.reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					if (++this.elements > MOST_ELEMENTS) {
						throw new FaultyFileException(place(),
								"The file has more than %d elements.".formatted(MOST_ELEMENTS));
					}
					return Optional.of(this.reader.getLocalName());
				}
				case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
					return Optional.empty();
				}
				case XMLStreamConstants.DTD ->
					throw new FaultyFileException(place(), "A document type is not allowed: remove <!DOCTYPE …>.");
				case XMLStreamConstants.ENTITY_REFERENCE ->
					throw new FaultyFileException(place(), "The entity &%s; is unknown.".formatted(name()));
				default -> {
				}
			}
		}
		return Optional.empty();
	}

	String attribute(String name) {
		String value = this.reader.getAttributeValue(null, name);
		return (value != null) ? PlainCharacters.in(value).strip() : "";
	}

	/**
	 * Reads the current element with its children.
	 */
	Element element() throws XMLStreamException {
		return element(0);
	}

	/** Skips the current element. */
	void skip() throws XMLStreamException {
		element();
	}

	String place() {
		return place(this.reader.getLocation().getLineNumber(), this.reader.getLocation().getColumnNumber());
	}

	static String place(int line, int column) {
		return (line > 0) ? "line %d, column %d".formatted(line, column) : "";
	}

	private String name() {
		return this.reader.getLocalName();
	}

	/** The character of an entity of HTML, which some programs write into XML. */
	private String character(String entity) {
		String character = Entities.getByName(entity);
		if (character.isEmpty()) {
			throw new FaultyFileException(place(), "The entity &%s; is unknown.".formatted(entity));
		}
		return character;
	}

	private Element element(int depth) throws XMLStreamException {
		if (depth > DEEPEST) {
			throw new FaultyFileException(place(), "Elements are nested more than %d deep.".formatted(DEEPEST));
		}
		String name = name();
		String place = "line " + this.reader.getLocation().getLineNumber();
		Map<String, String> attributes = new LinkedHashMap<>();
		for (int i = 0; i < this.reader.getAttributeCount(); i++) {
			attributes.put(this.reader.getAttributeLocalName(i),
					PlainCharacters.in(this.reader.getAttributeValue(i)).strip());
		}
		List<Element> children = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		while (true) {
			int event = this.reader.next();
			if (event == XMLStreamConstants.END_ELEMENT) {
				return new Element(name, attributes, children, PlainCharacters.in(text.toString()), place);
			}
			if (event == XMLStreamConstants.START_ELEMENT) {
				if (++this.elements > MOST_ELEMENTS) {
					throw new FaultyFileException(place(),
							"The file has more than %d elements.".formatted(MOST_ELEMENTS));
				}
				children.add(element(depth + 1));
			}
			else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
				text.append(this.reader.getText());
			}
			else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
				text.append(character(name()));
			}
		}
	}

	/**
	 * An element.
	 *
	 * @param name the element's name
	 * @param attributes the element's attributes
	 * @param children the element's children
	 * @param text the text directly in the element
	 * @param place the line in which the element begins
	 */
	record Element(String name, Map<String, String> attributes, List<Element> children, String text, String place) {

		Stream<Element> named(String wanted) {
			return this.children.stream().filter((child) -> child.name().equals(wanted));
		}

	}

}

package dev.plenum.interchange.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.plenum.platform.graphql.PlainCharacters;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads untrusted XML element by element. A document type is rejected, and with it all
 * entities that a file can define.
 */
public final class XmlFile {

	private static final int DEEPEST = 30;

	private static final int MOST_ELEMENTS = 500_000;

	private final XMLStreamReader reader;

	private int elements;

	private XmlFile(XMLStreamReader reader) {
		this.reader = reader;
	}

	/**
	 * Finds the name of the root element.
	 * @param file the file
	 * @return its name; empty if the file has none
	 * @throws FaultyFileException if the file is not XML
	 * @throws IOException if the file cannot be read
	 */
	public static String root(InputStreamSource file) throws IOException {
		return read(file, (line) -> {
		}, (xml) -> xml.next().orElse(""));
	}

	/**
	 * Reads a whole file.
	 * @param file the file
	 * @return the root element
	 * @throws FaultyFileException if the file is not XML
	 * @throws IOException if the file cannot be read
	 */
	public static Element read(InputStreamSource file) throws IOException {
		return read(file, (line) -> {
		}, (xml) -> {
			xml.next();
			return xml.element();
		});
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @param replaced receives the line of each character that XML does not allow
	 * @param reading reads its elements
	 * @param <T> the type of the result
	 */
	static <T> T read(InputStreamSource file, IntConsumer replaced, Reading<T> reading) throws IOException {
		try (InputStream bytes = file.getInputStream()) {
			return reading.of(open(XmlCharacters.allowed(begun(bytes), replaced)));
		}
		catch (XMLStreamException ex) {
			throw new FaultyFileException(
					(ex.getLocation() != null)
							? place(ex.getLocation().getLineNumber(), ex.getLocation().getColumnNumber()) : "",
					message(ex));
		}
	}

	/** Skips white space before the XML declaration: XML does not allow it there. */
	private static InputStream begun(InputStream bytes) throws IOException {
		InputStream begun = new BufferedInputStream(bytes);
		int space = 0;
		do {
			begun.mark(1);
			space = begun.read();
		}
		while (space == ' ' || space == '\t' || space == '\r' || space == '\n');
		begun.reset();
		return begun;
	}

	private static String message(XMLStreamException ex) {
		String message = String.valueOf(ex.getMessage());
		String problem = message.substring(message.indexOf("Message: ") + (message.contains("Message: ") ? 9 : 1))
			.lines()
			.findFirst()
			.orElse("")
			.replaceFirst("^JAXP\\d+: ", "");
		return "This is not an XML file that can be read: " + problem + " Export it again"
				+ (problem.contains("UTF-8") ? ", or save it in UTF-8." : ".");
	}

	private static XmlFile open(InputStream bytes) throws XMLStreamException {
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
		List<String> besides = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		while (true) {
			int event = this.reader.next();
			if (event == XMLStreamConstants.END_ELEMENT) {
				return new Element(name, attributes, children, PlainCharacters.in(text.toString()), besides, place);
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
			else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION
					&& Besides.NAME.equals(this.reader.getPITarget())) {
				besides.add(PlainCharacters.in(this.reader.getPIData()));
			}
			else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
				throw new FaultyFileException(place(), "The entity &%s; is unknown.".formatted(name()));
			}
		}
	}

	/**
	 * Reads the elements of a file.
	 *
	 * @param <T> the type of the result
	 */
	interface Reading<T> {

		T of(XmlFile xml) throws XMLStreamException;

	}

	/**
	 * An element.
	 *
	 * @param name the element's name
	 * @param attributes the element's attributes
	 * @param children the element's children
	 * @param text the text directly in the element
	 * @param besides the values that {@link Besides} wrote into the element
	 * @param place the line in which the element begins
	 */
	public record Element(String name, Map<String, String> attributes, List<Element> children, String text,
			List<String> besides, String place) {

		/**
		 * Returns the children with a name.
		 * @param wanted the name
		 * @return the children
		 */
		public Stream<Element> named(String wanted) {
			return this.children.stream().filter((child) -> child.name().equals(wanted));
		}

	}

}

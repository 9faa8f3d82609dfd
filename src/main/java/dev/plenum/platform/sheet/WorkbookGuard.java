package dev.plenum.platform.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Copies the parts of an untrusted workbook that contain its cells, within limits. A
 * reader of the copy cannot be attacked: not by compression, not by entities, not by the
 * addresses of cells, and not by formulas, of which only the stored values are copied.
 * Pictures and macros are not copied.
 */
final class WorkbookGuard {

	static final String DAMAGED = "The workbook is damaged or incomplete. Open it in a spreadsheet program, save it again as .xlsx, and import the new file.";

	static final String PROTECTED = "The workbook is protected by a password. Save it without a password, and import the new file.";

	private static final int MOST_ENTRIES = 2000;

	private static final long MOST_BYTES = 200L << 20;

	/** Files of this size are accepted without regard to their compression. */
	private static final long SMALL = 20L << 20;

	private static final int MOST_RATIO = 200;

	private static final int MOST_CELLS = 2_000_000;

	private static final int DEEPEST = 50;

	/** An address in one of the first 702 columns. */
	private static final Pattern ADDRESS = Pattern.compile("[A-Z]{1,2}[0-9]{1,7}");

	private final long size;

	private long bytes;

	private int cells;

	private int strings;

	private int mostString = -1;

	private boolean from1904;

	private WorkbookGuard(long size) {
		this.size = size;
	}

	/**
	 * Copies a workbook.
	 * @param workbook the file
	 * @return a workbook with the same cells
	 * @throws SheetFault if the workbook exceeds a limit, is damaged, or contains what a
	 * workbook of a spreadsheet program does not contain
	 */
	static Copy checked(byte[] workbook) {
		WorkbookGuard guard = new WorkbookGuard(workbook.length);
		try {
			return new Copy(guard.copy(workbook), guard.from1904);
		}
		catch (IOException | XMLStreamException | IllegalArgumentException ex) {
			throw SheetFault.ofFile(DAMAGED);
		}
	}

	private InputStream copy(byte[] workbook) throws IOException, XMLStreamException {
		ByteArrayOutputStream copy = new ByteArrayOutputStream(workbook.length);
		int entries = 0;
		try (ZipFile in = ZipFile.builder().setByteArray(workbook).get();
				ZipOutputStream out = new ZipOutputStream(copy)) {
			out.setLevel(Deflater.BEST_SPEED);
			for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
				if (++entries > MOST_ENTRIES) {
					throw bomb();
				}
				if (entry.getGeneralPurposeBit().usesEncryption()) {
					throw SheetFault.ofFile(PROTECTED);
				}
				String name = entry.getName().toLowerCase(Locale.ROOT);
				if (name.endsWith(".xml") || name.endsWith(".rels")) {
					out.putNextEntry(new ZipEntry(entry.getName()));
					out.write(part(name, content(in.getInputStream(entry))));
				}
			}
		}
		if (this.mostString >= this.strings) {
			throw SheetFault.ofFile(DAMAGED);
		}
		return new ByteArrayInputStream(copy.toByteArray());
	}

	private byte[] content(InputStream in) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		byte[] part = new byte[16 * 1024];
		for (int count = in.read(part); count >= 0; count = in.read(part)) {
			unpack(count);
			content.write(part, 0, count);
		}
		return content.toByteArray();
	}

	private void unpack(int more) {
		this.bytes += more;
		if (this.bytes > MOST_BYTES || this.bytes > SMALL && this.bytes / MOST_RATIO > this.size) {
			throw bomb();
		}
	}

	private byte[] part(String name, byte[] content) throws XMLStreamException {
		ByteArrayOutputStream copy = new ByteArrayOutputStream();
		XMLStreamReader in = reader(content);
		XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(copy, "UTF-8");
		boolean first = true;
		MergedCells merged = null;
		for (int depth = 0; in.hasNext();) {
			int event = in.next();
			if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
				throw SheetFault
					.ofFile("The part '%s' of the workbook defines entities. That is not allowed.".formatted(name));
			}
			if (event == XMLStreamConstants.START_ELEMENT) {
				if (++depth > DEEPEST) {
					throw SheetFault.ofFile(DAMAGED);
				}
				if (first) {
					first = false;
					merged = in.getLocalName().equals("worksheet") ? MergedCells.in(content) : null;
				}
				if (merged != null && in.getLocalName().equals("sheetData")) {
					depth--;
					sheetData(in, out, merged);
				}
				else if (in.getLocalName().equals("workbookPr")) {
					this.from1904 = String.valueOf(in.getAttributeValue(null, "date1904")).matches("1|true");
				}
				else if (in.getLocalName().equals("si")) {
					requireFew(++this.strings);
				}
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
			}
		}
		out.close();
		return (merged != null) ? copy.toByteArray() : content;
	}

	private void sheetData(XMLStreamReader in, XMLStreamWriter out, MergedCells merged) throws XMLStreamException {
		out.writeStartElement("worksheet");
		out.writeStartElement("sheetData");
		while (in.next() != XMLStreamConstants.END_ELEMENT || !in.getLocalName().equals("sheetData")) {
			if (in.isStartElement() && in.getLocalName().equals("row")) {
				row(in, out, merged);
			}
		}
		out.writeEndElement();
		out.writeEndElement();
	}

	/**
	 * Copies a row. Blank rows and cells are copied only if others have no address. A
	 * cell that is merged with the one above it has its value.
	 */
	private void row(XMLStreamReader in, XMLStreamWriter out, MergedCells merged) throws XMLStreamException {
		String number = in.getAttributeValue(null, "r");
		String hidden = in.getAttributeValue(null, "hidden");
		boolean written = number == null;
		if (written) {
			out.writeStartElement("row");
		}
		merged.begin(number);
		while (in.next() != XMLStreamConstants.END_ELEMENT || !in.getLocalName().equals("row")) {
			if (in.isStartElement() && in.getLocalName().equals("c")) {
				StoredCell cell = cell(in);
				if (cell.address() != null && cell.value().isBlank() && !cell.formula()) {
					continue;
				}
				merged.note(cell.address(), cell);
				if (!written) {
					written = true;
					out.writeStartElement("row");
					out.writeAttribute("r", String.valueOf(number));
					if (hidden != null) {
						out.writeAttribute("hidden", hidden);
					}
				}
				cell.write(out);
			}
		}
		if (written) {
			for (StoredCell repeated : merged.repeated()) {
				requireFew(++this.cells);
				unpack(repeated.value().length());
				repeated.write(out);
			}
			out.writeEndElement();
		}
	}

	private StoredCell cell(XMLStreamReader in) throws XMLStreamException {
		requireFew(++this.cells);
		StoredCell cell = StoredCell.read(in);
		if (cell.address() != null && !ADDRESS.matcher(cell.address()).matches() && !cell.value().isBlank()) {
			throw SheetFault.ofFile("The cell %s is too far to the right. Delete it, or move it to the left."
				.formatted(cell.address()));
		}
		if (cell.type().equals("s") && !cell.value().isBlank()) {
			this.mostString = Math.max(this.mostString, Integer.parseInt(cell.value().strip()));
		}
		return cell;
	}

	private static void requireFew(int cells) {
		if (cells > MOST_CELLS) {
			throw SheetFault.ofFile("The workbook has more than %d cells. Delete sheets and rows that are not needed."
				.formatted(MOST_CELLS));
		}
	}

	static XMLStreamReader reader(byte[] content) throws XMLStreamException {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		// Errors are thrown, too; this prevents that they are also printed.
		factory.setXMLReporter((message, type, information, location) -> {
		});
		return factory.createXMLStreamReader(new ByteArrayInputStream(content));
	}

	private static SheetFault bomb() {
		return SheetFault.ofFile(
				"The workbook becomes too large when it is unpacked. Delete sheets and pictures that are not needed, or save the sheet as CSV.");
	}

	/**
	 * A copied workbook.
	 *
	 * @param file the workbook
	 * @param from1904 whether its dates count from 1904 instead of 1900
	 */
	record Copy(InputStream file, boolean from1904) {
	}

}

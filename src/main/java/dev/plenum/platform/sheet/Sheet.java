package dev.plenum.platform.sheet;

import java.util.List;

/**
 * A table: the content of a CSV file, or one sheet of a workbook. Every cell is a text. A
 * date or a time of a workbook has the form {@code 2027-11-03}, {@code 2027-11-03T09:00}
 * or {@code 09:00}.
 *
 * @param name the name of the sheet; empty if the file has only one
 * @param rows the rows that are not blank
 * @param from1904 whether dates that are stored as numbers count from 1904 instead of
 * 1900
 */
public record Sheet(String name, List<Row> rows, boolean from1904) {

	public Sheet {
		rows = List.copyOf(rows);
	}

	/**
	 * Returns the name of a column.
	 * @param column the index of the column, starting at 0
	 * @return such as {@code D}
	 */
	public static String column(int column) {
		StringBuilder name = new StringBuilder();
		for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
			name.insert(0, (char) ('A' + rest % 26));
		}
		return name.toString();
	}

	/**
	 * Returns the place of a row.
	 * @param row the row
	 * @return such as {@code row 12}
	 */
	public String place(Row row) {
		return place(row.number());
	}

	/**
	 * Returns the place of a cell.
	 * @param row the row
	 * @param column the index of the column, starting at 0
	 * @return such as {@code row 12, column D}
	 */
	public String place(Row row, int column) {
		return place(row) + ", column " + column(column);
	}

	String place(int number) {
		return (this.name.isEmpty() ? "" : "sheet '%s', ".formatted(this.name)) + "row " + number;
	}

	/**
	 * A row.
	 *
	 * @param number its number, as spreadsheets display it: the first row is 1
	 * @param cells its cells without surrounding white space, up to the last one that is
	 * not blank
	 */
	public record Row(int number, List<String> cells) {

		public Row {
			cells = List.copyOf(cells);
		}

		/**
		 * Returns a cell.
		 * @param column the index of the column, starting at 0
		 * @return the text of the cell; empty for a blank cell
		 */
		public String cell(int column) {
			return (column >= 0 && column < this.cells.size()) ? this.cells.get(column) : "";
		}

	}

}

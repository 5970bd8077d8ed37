//! Tables of customers: one scenario for each row of a CSV file (RFC 4180), played without being kept in the project.
//!
//! ```text
//! text ─ DataTable::read ─► columns and rows ─ match_columns ─► what each column is ─ cases ─► a scenario a row, or why not
//! ```

mod cases;
mod columns;

use csv::ReaderBuilder;
use thiserror::Error;

pub use cases::{DataCase, cases};
pub use columns::{ColumnUse, match_columns, uses_on_offer};

/// The most rows that a table may have; more are refused rather than half read.
pub const MOST_ROWS: usize = 100_000;

/// A table as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// The headings.
    pub columns: Vec<String>,
    /// What stands below them.
    pub rows: Vec<DataRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRow {
    /// The line of the file in which it begins, counted from 1.
    pub line: u64,
    /// Its cells; as many as it has, which may be more or fewer than there are headings.
    pub cells: Vec<String>,
}

impl DataTable {
    /// Reads a table whose first row holds the headings. Cells are parted by commas, semicolons or tabs, whichever the headings
    /// have most of; a byte order mark is skipped.
    ///
    /// # Errors
    /// When there are no headings, no rows, too many rows, or a quoted cell that does not end.
    pub fn read(text: &str) -> Result<Self, TableError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if ends_inside_quotes(text) {
            return Err(TableError::OpenQuote);
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Self::default();
        let (mut line, mut counted) = (1, 0);
        for record in reader.records() {
            let record = record.map_err(|error| TableError::Csv(error.to_string()))?;
            let byte = record.position().and_then(|position| usize::try_from(position.byte()).ok());
            let begin = first_letter(text, byte.unwrap_or(counted));
            line += line_breaks(text.get(counted..begin).unwrap_or_default());
            counted = begin;
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if table.columns.is_empty() {
                table.columns = cells;
            } else if table.rows.len() == MOST_ROWS {
                return Err(TableError::TooManyRows);
            } else {
                table.rows.push(DataRow { line, cells });
            }
        }
        match (table.columns.is_empty(), table.rows.is_empty()) {
            (true, _) => Err(TableError::NoHeadings),
            (false, true) => Err(TableError::NoRows),
            (false, false) => Ok(table),
        }
    }
}

/// Why a file is no table that can be played.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TableError {
    /// Nothing is in it.
    #[error("The file is empty")]
    NoHeadings,
    /// There are headings only.
    #[error("The file has headings and no rows")]
    NoRows,
    /// It would take too long.
    #[error("The file has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// A cell begins with a quotation mark and has no end.
    #[error("A quotation mark in the file has no second one")]
    OpenQuote,
    /// The reader gave up.
    #[error("The file is no table ({0})")]
    Csv(String),
    /// Nothing would be tested.
    #[error("No column says what must follow")]
    NothingExpected,
}

impl TableError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoHeadings | Self::NoRows => {
                "Write one heading for each column in the first line, and one customer in each line below"
            }
            Self::TooManyRows => "Divide the file into several",
            Self::OpenQuote => "Close the quotation mark, or write two of them for one in a text",
            Self::Csv(_) => "Save the table as CSV in UTF-8",
            Self::NothingExpected => {
                "Add a column `expected outcome`, `expected words`, `contains` or `handed to`, or choose what a column is"
            }
        }
    }
}

/// Where the row really begins: the reader counts the rest of a line break and empty lines to the row behind them.
fn first_letter(text: &str, byte: usize) -> usize {
    text.get(byte..).map_or(byte, |rest| text.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// `\n`, `\r\n` and a lone `\r` end a line.
fn line_breaks(text: &str) -> u64 {
    let breaks = text.bytes().zip(text.bytes().skip(1).chain([0]));
    let ends = |(this, next): &(u8, u8)| *this == b'\n' || (*this == b'\r' && *next != b'\n');
    breaks.filter(ends).count() as u64
}

/// The separator that the first line outside quotation marks has most of.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(separator, _)| *separator == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    // The first of those with the same count is the comma.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// The reader takes the rest of the file for one cell then, which nobody means.
fn ends_inside_quotes(text: &str) -> bool {
    let separator = char::from(delimiter(text));
    let (mut quoted, mut at_start) = (false, true);
    for c in text.chars() {
        match c {
            '"' if at_start || quoted => quoted = !quoted,
            // The second of two quotation marks goes on with the same cell.
            '"' => quoted = true,
            _ => {}
        }
        at_start = !quoted && (c == separator || c == '\n' || c == '\r');
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_quotes_and_empty_lines() {
        let check = |text: &str, columns: &[&str], rows: &[(u64, &[&str])]| {
            let table = DataTable::read(text).unwrap();
            assert_eq!(table.columns, columns, "{text:?}");
            let read: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells.clone())).collect();
            let wanted: Vec<_> = rows
                .iter()
                .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()))
                .collect();
            assert_eq!(read, wanted, "{text:?}");
        };
        check("\u{feff}a,b\n1,2\n", &["a", "b"], &[(2, &["1", "2"])]);
        check("a;b\r\n1,5;2\r\n\r\n3;4", &["a", "b"], &[(2, &["1,5", "2"]), (4, &["3", "4"])]);
        check("a\r1\r\r2", &["a"], &[(2, &["1"]), (4, &["2"])]);
        check("a\tb\n\"x\ty\"\t2", &["a", "b"], &[(2, &["x\ty", "2"])]);
        check(
            "a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n3,4",
            &["a", "b"],
            &[(2, &["one\ntwo", "say \"hi\""]), (4, &["3", "4"])],
        );
        check("only\n1", &["only"], &[(2, &["1"])]);
        check("a,b\n1\n1,2,3", &["a", "b"], &[(2, &["1"]), (3, &["1", "2", "3"])]);
    }

    #[test]
    fn what_is_no_table_is_said() {
        let check = |text: &str, expect: TableError| assert_eq!(DataTable::read(text), Err(expect));
        check("", TableError::NoHeadings);
        check(" \n,\n", TableError::NoHeadings);
        check("a,b\n", TableError::NoRows);
        check("a,b\n\"1,2\n3,4\n", TableError::OpenQuote);
    }
}

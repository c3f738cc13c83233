using System.Globalization;
using System.Text;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>A BIDS events table (<c>_events.tsv</c>): rows with an onset and a duration, sorted by onset, and any further columns.</summary>
/// <remarks>
/// BIDS 1.11 gives such files tabs, UTF-8, one header line, <c>n/a</c> for a missing value, a decimal point, and no quotes: a
/// quote is a letter like any other. That is why lines are split at tabs here and not by a CSV reader, for which a quote has a
/// meaning. What a row cannot hold stands as <see cref="TableText"/> says.
/// </remarks>
internal sealed class EventTable
{
    internal const string OnsetColumn = "onset";
    internal const string DurationColumn = "duration";
    internal const string TrialTypeColumn = "trial_type";
    internal const string ChannelColumn = "channel";
    internal const string NotAvailable = "n/a";
    internal const string ReviewColumn = "review";
    internal const string AcceptedReview = "accepted";
    internal const string RejectedReview = "rejected";
    internal const string AddedReview = "added";

    /// <summary>The farthest time of an event in seconds: thirty years, more than any recording and less than a date in seconds.</summary>
    public const double MostSeconds = 1e9;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string?[] Reviews = [AcceptedReview, RejectedReview, AddedReview, null];

    private readonly EventRow[] _rows;

    /// <summary>Initializes a new instance of the <see cref="EventTable"/> class from rows in any order.</summary>
    /// <param name="rows">The rows; they are put in the order of their onsets, rows without one at the end.</param>
    /// <param name="extraColumns">The names of the columns behind onset, duration, trial_type and channel.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty, repeated or has a tab or line break in it; a row has another number of extra values than there are
    /// extra columns, a negative duration, or a time that is not finite.
    /// </exception>
    public EventTable(IEnumerable<EventRow> rows, IReadOnlyList<string>? extraColumns = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ExtraColumns = extraColumns ?? [];
        ThrowIfNotColumnNames(ExtraColumns);
        _rows = [.. rows.OrderBy(row => row.OnsetSeconds ?? double.PositiveInfinity)];
        foreach (EventRow row in _rows)
        {
            ThrowIfNotRow(row, ExtraColumns.Count);
        }
    }

    /// <summary>Gets the names of the columns behind onset, duration, trial_type and channel.</summary>
    public IReadOnlyList<string> ExtraColumns { get; }

    /// <summary>Gets the rows, sorted by onset; those without an onset are at the end.</summary>
    public IReadOnlyList<EventRow> Rows => _rows;

    /// <summary>Reads a table from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">The file is not an events table; the place says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EventTable Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using StreamReader reader = SideFile.OpenLines(path, SideFile.MostTableBytes);
        return Read(reader, path);
    }

    /// <summary>Reads a table from text.</summary>
    /// <param name="reader">The text, read to its end and not closed.</param>
    /// <param name="path">What to call the text in an error.</param>
    /// <exception cref="RecordingFormatException">The text is not an events table; the place says where.</exception>
    public static EventTable Read(TextReader reader, string path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return new EventTableParser(path).Parse(reader);
        }
        catch (DecoderFallbackException error)
        {
            throw new RecordingFormatException(path, "text", "UTF-8", "bytes that are not UTF-8", "save the table as UTF-8", error);
        }
    }

    /// <summary>Writes the table to a file, whole or not at all: under another name first, then renamed.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        WholeFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, Utf8, leaveOpen: true);
            Write(writer);
        });
    }

    /// <summary>
    /// Writes the table as text: onset, duration, trial_type, channel, then the further columns; times with four decimals,
    /// <c>n/a</c> for what is missing, lines ending in a line feed.
    /// </summary>
    /// <param name="writer">Where to; not closed.</param>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer, _rows, ExtraColumns);
    }

    /// <summary>Writes a table as <see cref="Write(TextWriter)"/> does, row by row as the rows are given, so that none is kept.</summary>
    /// <param name="writer">Where to; not closed.</param>
    /// <param name="rows">The rows in the order of their onsets, rows without one at the end.</param>
    /// <param name="extraColumns">The names of the columns behind onset, duration, trial_type and channel.</param>
    /// <exception cref="ArgumentException">As of the constructor, or a row begins before the one in front of it.</exception>
    public static void Write(TextWriter writer, IEnumerable<EventRow> rows, IReadOnlyList<string> extraColumns)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        ThrowIfNotColumnNames(extraColumns);
        var line = new StringBuilder();
        line.AppendJoin('\t', [OnsetColumn, DurationColumn, TrialTypeColumn, ChannelColumn, .. extraColumns]).Append('\n');
        writer.Write(line);
        double last = double.NegativeInfinity;
        foreach (EventRow row in rows)
        {
            ThrowIfNotRow(row, extraColumns.Count);
            double onset = row.OnsetSeconds ?? double.PositiveInfinity;
            if (onset < last)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Rows must be in the order of their onsets; found {onset} s behind {last} s."), nameof(rows));
            }

            last = onset;
            line.Clear();
            line.Append(FormatNumber(row.OnsetSeconds)).Append('\t').Append(FormatNumber(row.DurationSeconds));
            line.Append('\t').Append(FormatText(row.TrialType)).Append('\t').Append(FormatText(row.Channel));
            foreach (string? extra in row.Extras)
            {
                line.Append('\t').Append(FormatText(extra));
            }

            writer.Write(line.Append('\n'));
        }
    }

    /// <summary>Gives the table without the rows that a reviewer rejected: they are no events.</summary>
    /// <param name="path">What to call the table in an error.</param>
    /// <param name="rejected">How many those are.</param>
    /// <exception cref="RecordingFormatException">A row has another word in the column of the review.</exception>
    public EventTable WithoutRejected(string path, out int rejected)
    {
        int column = Array.IndexOf([.. ExtraColumns], ReviewColumn);
        EventRow? strange = column < 0 ? null : Array.Find(_rows, row => !Reviews.Contains(row.Extras[column]));
        if (strange is not null)
        {
            throw new RecordingFormatException(
                path,
                $"the row at {FormatNumber(strange.OnsetSeconds)} s on {strange.Channel ?? "no channel"}",
                $"{string.Join(", ", Reviews.OfType<string>())} or n/a in the column {ReviewColumn}",
                $"\"{strange.Extras[column]}\"",
                "save the table with one of these in this row");
        }

        EventRow[] counted = column < 0 ? _rows : [.. _rows.Where(row => row.Extras[column] != RejectedReview)];
        rejected = _rows.Length - counted.Length;
        return rejected == 0 ? this : new EventTable(counted, ExtraColumns);
    }

    /// <summary>Gives a number as such a table has it: decimal point, fixed decimals, never <c>-0</c>; <c>n/a</c> for null or NaN.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">The number of decimals, 0 to 15.</param>
    public static string FormatNumber(double? value, int decimals = 4)
    {
        Guard.ThrowIfOutside(decimals, 0, 15);
        if (value is not double number || !double.IsFinite(number))
        {
            return NotAvailable;
        }

        string text = number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text[1..] : text;
    }

    private static string FormatText(string? text) => string.IsNullOrEmpty(text) ? NotAvailable : TableText.Write(text);

    private static void ThrowIfNotColumnNames(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { OnsetColumn, DurationColumn, TrialTypeColumn, ChannelColumn };
        foreach (string name in names)
        {
            if (string.IsNullOrWhiteSpace(name) || HasSeparator(name) || !seen.Add(name))
            {
                throw new ArgumentException(
                    $"A column's name must be visible text without tabs and line breaks, used once; found \"{name}\".", nameof(names));
            }
        }
    }

    private static void ThrowIfNotRow(EventRow row, int extraCount)
    {
        if (!double.IsFinite(row.OnsetSeconds ?? 0) || !double.IsFinite(row.DurationSeconds ?? 0) || row.DurationSeconds < 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"An event needs a finite onset and a finite duration of at least 0; found {row.OnsetSeconds} s and {row.DurationSeconds} s."),
                nameof(row));
        }

        if (row.Extras.Count != extraCount)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected {extraCount} extra values in every row, found {row.Extras.Count}."),
                nameof(row));
        }
    }

    private static bool HasSeparator(string? text) => text is not null && text.AsSpan().IndexOfAny('\t', '\r', '\n') >= 0;
}

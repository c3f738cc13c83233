namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// A way to read the next row of a table into numbers. There are two: <see cref="PlainRows"/> for rows of nothing but numbers, and
/// <see cref="CutRows"/>, by CsvHelper, for every row.
/// </summary>
internal interface IRowSource
{
    /// <summary>Reads the next row; where it is not one that this source reads, or the file has ended, nothing of it is taken.</summary>
    /// <param name="times">Takes the row's offset from the first one, in the unit of the axis.</param>
    /// <param name="signals">Take its samples as written, one array a signal.</param>
    /// <param name="index">The place in these arrays.</param>
    /// <returns>Whether a row was read.</returns>
    /// <exception cref="RecordingFormatException">What stands there is not a row of the table.</exception>
    public bool TryRead(double[] times, double[][] signals, int index);
}

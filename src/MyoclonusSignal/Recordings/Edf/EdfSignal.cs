namespace MyoclonusSignal.Recordings.Edf;

/// <summary>What the header says of one signal, as text trimmed and as numbers.</summary>
/// <param name="Index">Its place among all signals of the file.</param>
/// <param name="Label">Its label.</param>
/// <param name="Transducer">The electrode or sensor.</param>
/// <param name="Dimension">The unit as written.</param>
/// <param name="PhysicalMinimum">The physical value of <paramref name="DigitalMinimum"/>.</param>
/// <param name="PhysicalMaximum">The physical value of <paramref name="DigitalMaximum"/>.</param>
/// <param name="DigitalMinimum">The smallest digital value.</param>
/// <param name="DigitalMaximum">The largest digital value.</param>
/// <param name="Prefilter">The filters before.</param>
/// <param name="SamplesPerRecord">The number of samples in each data record.</param>
/// <param name="RecordOffset">Where in a data record its bytes start.</param>
internal sealed record EdfSignal(
    int Index,
    string Label,
    string Transducer,
    string Dimension,
    double PhysicalMinimum,
    double PhysicalMaximum,
    double DigitalMinimum,
    double DigitalMaximum,
    string Prefilter,
    int SamplesPerRecord,
    long RecordOffset)
{
    /// <summary>Gets a value indicating whether it holds annotations instead of samples.</summary>
    public bool IsAnnotations => Label is "EDF Annotations" or "BDF Annotations";

    /// <summary>Gets a value indicating whether its header tells how to make physical values of digital ones.</summary>
    public bool IsCalibrated => DigitalMaximum > DigitalMinimum && PhysicalMaximum != PhysicalMinimum && double.IsFinite(LargestUnit * Gain);

    /// <summary>Gets the physical step of one digital step.</summary>
    public double Gain => (PhysicalMaximum - PhysicalMinimum) / (DigitalMaximum - DigitalMinimum);

    // A 24-bit range in volts, given in µV.
    private const double LargestUnit = 1e6 * (1 << 24);
}

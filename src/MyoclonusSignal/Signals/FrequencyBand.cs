using System.Globalization;

namespace MyoclonusSignal.Signals;

/// <summary>A band of frequencies, both borders included.</summary>
/// <param name="LowHz">Lower border in Hz.</param>
/// <param name="HighHz">Upper border in Hz.</param>
public readonly record struct FrequencyBand(double LowHz, double HighHz)
{
    /// <summary>Gets the width in Hz.</summary>
    public double WidthHz => HighHz - LowHz;

    /// <summary>Returns true if a frequency lies in the band.</summary>
    /// <param name="frequencyHz">A frequency in Hz.</param>
    public bool Contains(double frequencyHz) => frequencyHz >= LowHz && frequencyHz <= HighHz;

    /// <summary>Gives the band as the command line writes it: <c>20-450</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LowHz}-{HighHz}");
}

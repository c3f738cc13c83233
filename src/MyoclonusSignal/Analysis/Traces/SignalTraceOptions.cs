using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis.Traces;

/// <summary>How much of the signals an analysis keeps for people to see.</summary>
public sealed record SignalTraceOptions
{
    /// <summary>Gets the length of the finest bins in seconds; 2 ms, a twentieth of the shortest jerks usually seen.</summary>
    public double FinestSeconds { get; init; } = 0.002;

    /// <summary>Gets the most bins of the whole recording, shared by all channels; 180 000: six minutes of one channel in the finest bins.</summary>
    public int MostBins { get; init; } = 180_000;

    /// <summary>Gets the most bins of all details, shared by all channels; 260 000: 650 jerks with 0.8 s each.</summary>
    public int MostDetailBins { get; init; } = 260_000;

    /// <summary>Gets how much before an onset belongs to its surroundings, in seconds.</summary>
    public double BeforeSeconds { get; init; } = 0.3;

    /// <summary>Gets how much behind an offset belongs to its surroundings, in seconds.</summary>
    public double BehindSeconds { get; init; } = 0.4;

    internal void Validate()
    {
        Guard.ThrowIfOutside(FinestSeconds, 1e-6, 1);
        Guard.ThrowIfOutside(MostBins, 1000, 100_000_000);
        Guard.ThrowIfOutside(MostDetailBins, 0, 100_000_000);
        Guard.ThrowIfOutside(BeforeSeconds, 0, 10);
        Guard.ThrowIfOutside(BehindSeconds, 0, 10);
    }
}

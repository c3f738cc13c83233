namespace MyoclonusSignal.Detection;

/// <summary>The size and spectrum of a burst that goes on, summed as its samples come, as they do not stay.</summary>
internal sealed class RunningBurst(BinHistory bins, double sampleRate)
{
    private readonly BurstSpectrum _spectrum = new(sampleRate);
    private BurstFeatures _features;
    private long _summedTo;

    /// <summary>Begins anew at a sample.</summary>
    public void Begin(long start)
    {
        _features = default;
        _spectrum.Clear();
        _summedTo = start;
    }

    /// <summary>Takes in the samples up to an end, where it lies behind what was taken in.</summary>
    public void SumTo(long end)
    {
        if (end > _summedTo)
        {
            _features.Add(bins, _summedTo, end);
            _spectrum.Add(bins, _summedTo, end);
            _summedTo = end;
        }
    }

    /// <summary>Gives the burst as a contraction.</summary>
    public Burst ToContraction(long start, long end, double noisePower) =>
        _features.ToBurst(start, end, EventKind.Contraction, noisePower, _spectrum.TakeMeanHz(), sampleRate);
}

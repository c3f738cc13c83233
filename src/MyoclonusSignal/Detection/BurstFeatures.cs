namespace MyoclonusSignal.Detection;

/// <summary>Size of a burst, summed over its squared samples.</summary>
internal struct BurstFeatures
{
    private double _power;
    private double _magnitude;
    private double _peakSquare;
    private long _peakIndex;
    private long _count;

    public readonly double MeanPower => _count == 0 ? 0 : _power / _count;

    public readonly long Count => _count;

    public void Add(BinHistory bins, long start, long end)
    {
        for (long n = start; n < end; n++)
        {
            double square = bins.Square(n);
            _power += square;
            _magnitude += Math.Sqrt(square);
            if (square > _peakSquare || _count == 0)
            {
                _peakSquare = square;
                _peakIndex = n;
            }

            _count++;
        }
    }

    /// <summary>Gives the burst without what only its edges and its spectrum tell.</summary>
    public readonly Burst ToBurst(long start, long end, EventKind kind, double noisePower, double meanFrequencyHz, double sampleRate) => new(
        start,
        end,
        kind,
        _peakIndex,
        Math.Sqrt(_peakSquare),
        Math.Sqrt(MeanPower),
        _magnitude / sampleRate,
        Math.Sqrt(noisePower),
        10 * Math.Log10(MeanPower / noisePower),
        double.NaN,
        meanFrequencyHz,
        double.NaN,
        double.NaN,
        BurstRejection.None);
}

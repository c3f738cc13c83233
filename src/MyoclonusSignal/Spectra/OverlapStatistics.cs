namespace MyoclonusSignal.Spectra;

/// <summary>Counts windows and how many independent ones they are worth.</summary>
/// <remarks>
/// The squared correlation of two windows' periodograms of noise is ρ² with ρ_j = Σ w[n]·w[n+jD]/Σw² (Welch (1967),
/// doi:10.1109/TAU.1967.1161901). The weighted mean of all windows then has the variance of (Σ weights)² / Σ_a Σ_b
/// weight_a·weight_b·ρ_ab² independent ones: K/(1 + 2·Σ(1 − j/K)·ρ_j²) for K windows of one segment.
/// </remarks>
internal sealed class OverlapStatistics
{
    private readonly double[] _squaredCorrelations;
    private double _sumOfWeights;
    private double _variance;
    private int _windowsOfSegment;

    public OverlapStatistics(ReadOnlySpan<double> window, int hop)
    {
        double power = 0;
        foreach (double w in window)
        {
            power += w * w;
        }

        _squaredCorrelations = new double[(window.Length - 1) / hop];
        for (int j = 0; j < _squaredCorrelations.Length; j++)
        {
            int lag = (j + 1) * hop;
            double product = 0;
            for (int n = 0; n + lag < window.Length; n++)
            {
                product += window[n] * window[n + lag];
            }

            double correlation = product / power;
            _squaredCorrelations[j] = correlation * correlation;
        }
    }

    /// <summary>Gets the number of windows, shrunk ones included.</summary>
    public int WindowCount { get; private set; }

    /// <summary>Gets the number of windows that were shrunk to a short segment.</summary>
    public int ShrunkCount { get; private set; }

    /// <summary>Gets the sum of the windows' weights; a full window has the weight 1.</summary>
    public double SumOfWeights => _sumOfWeights;

    /// <summary>Gets the number of independent windows with the same variance of the mean; 0 before the first window.</summary>
    public double EffectiveCount => WindowCount == 0 ? 0 : _sumOfWeights * _sumOfWeights / _variance;

    /// <summary>Counts the next window of the running segment.</summary>
    public void AddWindow()
    {
        // Each window adds its own variance and twice its covariance with the earlier windows it overlaps.
        _variance += 1;
        int overlapped = Math.Min(_windowsOfSegment, _squaredCorrelations.Length);
        for (int j = 0; j < overlapped; j++)
        {
            _variance += 2 * _squaredCorrelations[j];
        }

        _windowsOfSegment++;
        _sumOfWeights += 1;
        WindowCount++;
    }

    /// <summary>Counts a window that was shrunk to a segment of its own, with its weight.</summary>
    public void AddShrunk(double weight)
    {
        _variance += weight * weight;
        _sumOfWeights += weight;
        WindowCount++;
        ShrunkCount++;
    }

    /// <summary>The next window overlaps with none of the earlier ones.</summary>
    public void EndSegment() => _windowsOfSegment = 0;

    public void Reset()
    {
        _variance = 0;
        _sumOfWeights = 0;
        _windowsOfSegment = 0;
        WindowCount = 0;
        ShrunkCount = 0;
    }
}

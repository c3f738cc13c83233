namespace MyoclonusSignal.Detection;

/// <summary>
/// Follows the power within a burst: where it has fallen by a ratio from its peak and risen by the same ratio from its
/// least, a new burst began at the least. What rings on only decays.
/// </summary>
internal sealed class RenewalFinder(double ratio)
{
    private double _peak;
    private double _valley = double.PositiveInfinity;
    private long _valleyBin;

    /// <summary>Gets the least power since the peak.</summary>
    public double ValleyPower => _valley;

    /// <summary>Begins a new burst.</summary>
    public void Clear()
    {
        _peak = 0;
        _valley = double.PositiveInfinity;
    }

    /// <summary>Takes in the next bin's power; returns true if it belongs to a new burst.</summary>
    public bool IsRenewed(long bin, double power, out long valleyBin)
    {
        valleyBin = _valleyBin;
        if (power > _peak)
        {
            if (_valley * ratio < Math.Min(_peak, power))
            {
                return true;
            }

            _peak = power;
            _valley = double.PositiveInfinity;
        }
        else if (power < _valley)
        {
            _valley = power;
            _valleyBin = bin;
        }

        return _valley * ratio < Math.Min(_peak, power);
    }
}

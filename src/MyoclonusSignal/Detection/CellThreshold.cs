namespace MyoclonusSignal.Detection;

/// <summary>
/// What the power of the middle window had to reach in one cell: that window's own threshold, or, where another measure decided (a
/// shorter or a longer window, the whitened or the smoothed signal), the power at which that measure would just have decided.
/// </summary>
/// <remarks>
/// Scaled down by the times that a measure exceeds its threshold, a burst would just reach it; its power in the middle window would
/// then be what is given here. Used for pictures only.
/// </remarks>
internal struct CellThreshold
{
    private readonly double _own;
    private readonly bool _isOwnUsed;
    private double _power;
    private double _margin;
    private double _powerAtMargin;
    private double _mostMargin;
    private double _mostPower;
    private bool _isOwnReached;

    /// <summary>Initializes a new instance of the <see cref="CellThreshold"/> struct.</summary>
    /// <param name="own">The threshold of the middle window.</param>
    /// <param name="isOwnUsed">Whether that window is looked at in this cell.</param>
    public CellThreshold(double own, bool isOwnUsed)
    {
        (_own, _isOwnUsed) = (own, isOwnUsed);
        _power = double.PositiveInfinity;
    }

    /// <summary>Takes in a bin of a region.</summary>
    /// <param name="middle">The power of the middle window.</param>
    /// <param name="margin">How many times its threshold the measure that is nearest to it reaches, or exceeds it most.</param>
    public void Add(double middle, double margin)
    {
        _isOwnReached |= _isOwnUsed && middle >= _own;
        if (margin > _margin)
        {
            (_margin, _powerAtMargin) = (margin, middle);
        }

        _mostMargin = Math.Max(_mostMargin, margin);
        _mostPower = Math.Max(_mostPower, middle);
    }

    /// <summary>Ends a region, or the part of it in this cell.</summary>
    public void EndRegion()
    {
        if (_margin >= 1 && !_isOwnReached)
        {
            _power = Math.Min(_power, _powerAtMargin / _margin);
        }

        (_margin, _powerAtMargin, _isOwnReached) = (0, 0, false);
    }

    /// <summary>Gives the power that decided.</summary>
    public readonly double Power() =>
        double.IsFinite(_power) ? _power
        : _isOwnUsed || _mostMargin <= 0 ? _own
        : _mostPower / Math.Min(1, _mostMargin);
}

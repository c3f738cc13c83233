namespace MyoclonusSignal.Signals;

/// <summary>An interval that covers the true value with the stated probability, both ends in the unit of the value.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>Returns true if a value lies inside, ends included.</summary>
    /// <param name="value">A value in the unit of the interval.</param>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Gives the interval of the value in another unit: a rate per hour from one per minute.</summary>
    /// <param name="factor">What the value is multiplied by, above 0.</param>
    public ConfidenceInterval Times(double factor) => new(Low * factor, High * factor);
}

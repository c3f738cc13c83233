using System.Text.Json.Serialization;

namespace MyoclonusSignal.Signals;

/// <summary>A stretch of time in seconds: an event, a gap, a part of a recording.</summary>
/// <param name="StartSeconds">When it starts, a finite number.</param>
/// <param name="EndSeconds">When it ends, not before its start; equal to it where an event's end is not known.</param>
/// <remarks>A stretch of samples is a <see cref="Segment"/>, the uncertainty of a number a <see cref="ConfidenceInterval"/>.</remarks>
public readonly record struct Interval(double StartSeconds, double EndSeconds)
{
    /// <summary>Gets the length in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => EndSeconds - StartSeconds;

    /// <summary>Returns true if a time lies in the interval; its start does, its end does not.</summary>
    /// <param name="seconds">The time in seconds.</param>
    public bool Contains(double seconds) => seconds >= StartSeconds && seconds < EndSeconds;

    /// <summary>Returns true if the interval shares time with another one; two that only touch do not.</summary>
    /// <param name="other">The other interval.</param>
    public bool Overlaps(Interval other) => StartSeconds < other.EndSeconds && other.StartSeconds < EndSeconds;
}

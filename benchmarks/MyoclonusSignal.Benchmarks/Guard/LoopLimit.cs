using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The most that a loop's time may be.</summary>
/// <param name="ToNaive">Over that of its naive twin.</param>
/// <param name="ToCopy">Over that of the copy of as many samples.</param>
internal sealed record LoopLimit(double ToNaive, double ToCopy)
{
    /// <summary>Gets the limit against the naive twin where there are no vectors of 512 bits, of a loop that uses them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ToNaiveWithout512 { get; init; }

    /// <summary>Gets the limit against the naive twin on this processor.</summary>
    [JsonIgnore]
    public double ToNaiveHere => Vector512.IsHardwareAccelerated ? ToNaive : ToNaiveWithout512 ?? ToNaive;
}

namespace MyoclonusSignal.Rhythm;

/// <summary>Why a record was called rhythmic or not.</summary>
public enum RhythmVerdict
{
    /// <summary>A peak in the band that noise and irregular jerks do not explain.</summary>
    Rhythmic,

    /// <summary>No peak in the band that exceeds what noise makes by chance.</summary>
    NoPeak,

    /// <summary>A peak that is significant but hardly rises above its flanks, as irregular jerks make it.</summary>
    TooWeak,

    /// <summary>The maximum lies outside the band; only its skirt reaches into it.</summary>
    BandEdge,

    /// <summary>The peak is a harmonic of a movement slower than the band.</summary>
    Harmonic,

    /// <summary>No gap-free stretch is long enough to tell.</summary>
    TooShort,

    /// <summary>The samples do not change: nothing was measured.</summary>
    Flat,

    /// <summary>No peak in the band, but a rhythm outside it: <see cref="RhythmResult.OutsideHz"/>.</summary>
    OutsideBand,
}

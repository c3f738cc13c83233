namespace MyoclonusSignal.Rhythm;

/// <summary>
/// A second view of the same record: the most conspicuous line of constant phase in the band, by Thomson's F test on short pieces.
/// </summary>
/// <param name="FrequencyHz">Its frequency in Hz.</param>
/// <param name="PValue">The probability of such a line anywhere in the band, of noise.</param>
/// <param name="PieceSeconds">The length of the pieces, in seconds: through each of them the phase holds.</param>
/// <param name="PieceCount">The number of pieces; of a long record at most 100 are spread evenly over it.</param>
/// <remarks>
/// A clock, a motor and the tremor of a simulator pass; jerks whose intervals vary by a tenth or more do not, however
/// rhythmic they are: the test tells how coherent a rhythm is, it does not decide. Of several axes the pieces are projected on
/// the direction in which the band's power is largest.
/// </remarks>
public readonly record struct LineEvidence(double FrequencyHz, double PValue, double PieceSeconds, int PieceCount);

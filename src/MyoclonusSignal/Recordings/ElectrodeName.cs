using System.Buffers;

namespace MyoclonusSignal.Recordings;

/// <summary>Tells the names of electrodes on the scalp (10-20 system, Jasper 1958, and its refinement to 10-10) from those of muscles.</summary>
internal static class ElectrodeName
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("-/: _");

    // Sites of the 10-10 system without their number or z; A and M are the ears and mastoids.
    private static readonly string[] Sites =
        ["fp", "af", "f", "ft", "fc", "c", "t", "tp", "cp", "p", "po", "o"];

    private static readonly string[] References = ["a1", "a2", "m1", "m2", "ref", "av", "avg", "le"];

    /// <summary>Returns true if a name is that of a scalp derivation: <c>c3-a2</c>, <c>fpz-cz</c>, <c>o1</c>. A single site (<c>p1</c>) may be anything.</summary>
    /// <param name="name">The name in lower case.</param>
    public static bool IsOnScalp(string name)
    {
        int sites = 0;
        int parts = 0;
        ReadOnlySpan<char> rest = name;
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOfAny(Separators);
            ReadOnlySpan<char> part = length < 0 ? rest : rest[..length];
            rest = length < 0 ? [] : rest[(length + 1)..];
            if (IsSite(part))
            {
                sites++;
            }
            else if (!part.IsEmpty && !IsReference(part))
            {
                return false;
            }

            parts += part.IsEmpty ? 0 : 1;
        }

        return sites > 0 && parts > 1;
    }

    /// <summary>Returns true if a name is one site alone: <c>cz</c>. Where a format is that of an EEG amplifier, it is no muscle.</summary>
    /// <param name="name">The name in lower case.</param>
    public static bool IsSiteAlone(string name) => IsSite(name);

    private static bool IsSite(ReadOnlySpan<char> part)
    {
        int letters = part.EndsWith("z") ? part.Length - 1 : part.IndexOfAnyInRange('0', '9');
        if (letters <= 0 || (!part.EndsWith("z") && !(int.TryParse(part[letters..], out int number) && number is >= 1 and <= 10)))
        {
            return false;
        }

        foreach (string site in Sites)
        {
            if (part[..letters].SequenceEqual(site))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReference(ReadOnlySpan<char> part)
    {
        foreach (string reference in References)
        {
            if (part.SequenceEqual(reference))
            {
                return true;
            }
        }

        return false;
    }
}

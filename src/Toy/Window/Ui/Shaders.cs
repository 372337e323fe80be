namespace Unmask.Toy.Window.Ui;

/// <summary>
/// Signed-distance shading: every shape is one quad, and each fragment computes its distance from a rounded box's edge. This is smooth at
/// any size without multisampling. A quad's vertices carry the shape: texture coordinates are pixels from the centre, the normal is half
/// width, half height and radius, and z is the kind and its amount.
/// </summary>
internal static class Shaders
{
    /// <summary>Distance between kinds in z; an amount is smaller.</summary>
    public const float KindStep = 1024;

    /// <summary>An arc's amount is its thickness in these steps plus its share of the way round.</summary>
    public const float ThicknessStep = 2;

    public const string Vertex = """
        #version 330
        in vec3 vertexPosition;
        in vec2 vertexTexCoord;
        in vec3 vertexNormal;
        in vec4 vertexColor;
        uniform mat4 mvp;
        out vec2 at;
        out vec4 color;
        flat out vec3 box;
        flat out float kind;
        flat out float amount;
        void main()
        {
            at = vertexTexCoord;
            color = vertexColor;
            box = vertexNormal;
            kind = floor(vertexPosition.z / 1024.0);
            amount = vertexPosition.z - kind * 1024.0;
            gl_Position = mvp * vec4(vertexPosition.xy, 0.0, 1.0);
        }
        """;

    /// <summary>The inputs of every fragment, and its distance from the rounded box's edge: negative inside.</summary>
    private const string Fragment = """
        #version 330
        in vec2 at;
        in vec4 color;
        flat in vec3 box;
        flat in float kind;
        flat in float amount;
        out vec4 result;
        float edge()
        {
            vec2 q = abs(at) - box.xy + box.z;
            return min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - box.z;
        }

        """;

    /// <summary>The inside of a large fill.</summary>
    public const string Plain = """
        #version 330
        in vec4 color;
        out vec4 result;
        void main()
        {
            result = color;
        }
        """;

    /// <summary>
    /// Fills, strokes and shadows: everything that covers large areas. It has no branch: a software renderer would run both sides for every fragment.
    /// </summary>
    public const string Shape = Fragment + """
        void main()
        {
            float d = edge();
            float shadow = float(kind == 2.0);
            float hollow = kind == 1.0 ? amount : 1.0e6;
            float alpha = clamp(0.5 - d * mix(1.0, 0.5 / max(amount, 0.5), shadow), 0.0, 1.0);
            alpha = alpha * max(alpha, 1.0 - shadow) - clamp(0.5 - d - hollow, 0.0, 1.0);
            result = vec4(color.rgb, color.a * alpha);
        }
        """;

    /// <summary>Arcs, dots and hatching: costly, and small.</summary>
    public const string Ornament = Fragment + """
        void main()
        {
            float d = edge();
            float alpha = clamp(0.5 - d, 0.0, 1.0);
            if (kind == 3.0)
            {
                float thickness = floor(amount / 2.0);
                float share = amount - thickness * 2.0;
                // A pixel in the very middle of the top is the first, not the last.
                float turn = atan(-at.x - 0.001, at.y) / 6.2831853 + 0.5;
                float around = 1.5 * (box.x + box.y);
                alpha = (alpha - clamp(0.5 - d - thickness, 0.0, 1.0)) * clamp((share - turn) * around + 0.5, 0.0, 1.0);
            }
            else if (kind == 4.0)
            {
                vec2 cell = mod(at + box.xy, amount) - amount * 0.5;
                alpha *= clamp(amount * 0.16 - length(cell) + 0.5, 0.0, 1.0);
            }
            else
            {
                float stripe = abs(mod((at.x + at.y) * 0.70710678, amount) - amount * 0.5);
                alpha *= clamp(amount * 0.16 - stripe + 0.5, 0.0, 1.0);
            }
            result = vec4(color.rgb, color.a * alpha);
        }
        """;

    /// <summary>Fog: two drifting layers of noise from a texture, within a rounded box. The amount tells one patch from the next.</summary>
    public const string Fog = Fragment + """
        uniform sampler2D texture0;
        uniform float time;
        uniform float grain;
        void main()
        {
            float d = edge();
            vec2 here = at * grain + vec2(amount * 0.37, amount * 0.61);
            float far = texture(texture0, here + vec2(time * 0.021, time * -0.013)).r;
            float near = texture(texture0, here * 1.7 + vec2(time * -0.034, time * 0.019)).r;
            float cloud = smoothstep(0.2, 0.8, 0.55 * far + 0.45 * near);
            // Thin at the rim, so that the letter seems to lie within.
            float depth = 0.55 + 0.45 * smoothstep(0.0, 0.35 * box.x, -d);
            result = vec4(color.rgb, color.a * clamp(0.5 - d, 0.0, 1.0) * depth * (0.3 + 0.7 * cloud));
        }
        """;
}

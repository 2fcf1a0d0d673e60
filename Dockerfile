# docs/deployment.md says how to run this. Nothing is fetched but Debian's image and npm's packages; no secret goes in.
ARG NODE=24

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /source
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN LAMBDASCOPE_STANDALONE=1 npm run build

FROM node:${NODE}-bookworm-slim
WORKDIR /app
# Docker itself sets HOSTNAME to the container's name, and Next listens on what it names.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build /source/.next/standalone ./
COPY --from=build /source/.next/static ./.next/static
# The user `node` of the base image, by number, so that "run as non-root" can be checked.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
